package io.slipway.client.notification.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

import io.slipway.client.notification.StateReader;

/**
 * Keeps the newest state in a file that everybody may read. It is replaced by a rename, so that who opens it reads one whole state. Nothing is forced: it
 * belongs where a restart clears it, such as {@code /run}.
 */
public final class StateFile implements StateReader {

    private final Path file;

    /** @param file its directory is made if there is none */
    public StateFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    @Override
    public void read(String state) throws IOException {
        Path successor = file.resolveSibling(file.getFileName() + ".new");
        if (file.getParent() instanceof Path directory) {
            Files.createDirectories(directory);
        }
        Files.deleteIfExists(successor);
        Files.writeString(
                successor,
                state + "\n",
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.WRITE);
        Files.setPosixFilePermissions(successor, PosixFilePermissions.fromString("rw-r--r--"));
        Files.move(successor, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
