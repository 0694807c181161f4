package io.slipway.payload.apply.file;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import io.slipway.payload.apply.TargetDevice;

/** A target that is a block device or a file. Not thread-safe. */
public final class FileTargetDevice implements TargetDevice, Closeable {

    private final FileChannel channel;
    private final long capacity;

    private FileTargetDevice(FileChannel channel, long capacity) {
        this.channel = channel;
        this.capacity = capacity;
    }

    /** Opens an existing block device or file; it has room for as many bytes as it has now. */
    public static FileTargetDevice open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            return new FileTargetDevice(channel, channel.size());
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Opens an existing block device or file that is only read. */
    public static FileTargetDevice openReadOnly(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            return new FileTargetDevice(channel, channel.size());
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /**
     * Opens a file that may grow, and creates it if it is missing.
     *
     * @param capacity bytes that it may have at most
     */
    public static FileTargetDevice create(Path file, long capacity) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
        return new FileTargetDevice(channel, capacity);
    }

    @Override
    public long capacity() {
        return capacity;
    }

    @Override
    public void read(long position, ByteBuffer buffer) throws IOException {
        long at = position;
        while (buffer.hasRemaining()) {
            int read = channel.read(buffer, at);
            if (read < 0) {
                throw new EOFException("the target ends at byte " + at);
            }
            at += read;
        }
    }

    @Override
    public void write(long position, ByteBuffer buffer) throws IOException {
        long at = position;
        while (buffer.hasRemaining()) {
            at += channel.write(buffer, at);
        }
    }

    @Override
    public void force() throws IOException {
        channel.force(false);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
