package io.slipway.standalone.platform;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import io.slipway.standalone.Reason;
import io.slipway.standalone.StandaloneException;

/** Held while a platform runs on a data directory, so that no second one starts on it. The system releases it when the process dies. */
final class PlatformLock implements AutoCloseable {

    private final FileChannel channel;

    private PlatformLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @throws StandaloneException if another process holds it
     */
    static PlatformLock take(DataDirectory data) {
        try {
            FileChannel channel = open(data);
            if (tryLock(channel)) {
                return new PlatformLock(channel);
            }
            channel.close();
            throw new StandaloneException("Slipway is already running on " + data.root()
                    + "; ./slipway status shows it, ./slipway down stops it, --data chooses another directory.");
        } catch (IOException e) {
            throw new StandaloneException(
                    "The data directory " + data.root() + " cannot be locked: " + Reason.of(e) + ".", e);
        }
    }

    /** Whether a platform runs on the directory. */
    static boolean isHeld(DataDirectory data) {
        if (!Files.exists(file(data))) {
            return false;
        }
        try (FileChannel channel = open(data)) {
            return !tryLock(channel);
        } catch (IOException e) {
            throw new StandaloneException(
                    "The data directory " + data.root() + " cannot be read: " + Reason.of(e) + ".", e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new StandaloneException("The lock of the data directory could not be released.", e);
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        FileLock lock = channel.tryLock();
        return lock != null;
    }

    private static FileChannel open(DataDirectory data) throws IOException {
        return FileChannel.open(file(data), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static Path file(DataDirectory data) {
        return data.run().resolve("lock");
    }
}
