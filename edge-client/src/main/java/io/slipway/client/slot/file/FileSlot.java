package io.slipway.client.slot.file;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import io.slipway.client.slot.OpenSlot;
import io.slipway.client.slot.Slot;
import io.slipway.client.slot.SlotContent;
import io.slipway.client.slot.SlotName;

/**
 * A slot that is a regular file or a block device.
 *
 * <p>A regular file is cut to the length of the image and may have up to {@code fileCapacity} bytes; a device has the capacity that it has.
 */
public final class FileSlot implements Slot {

    private final SlotName name;
    private final Path path;
    private final long fileCapacity;

    public FileSlot(SlotName name, Path path, long fileCapacity) {
        this.name = name;
        this.path = path;
        this.fileCapacity = fileCapacity;
    }

    @Override
    public SlotName name() {
        return name;
    }

    @Override
    public String location() {
        try {
            return path.toRealPath().toString();
        } catch (IOException e) { // not there yet
            return path.toAbsolutePath().normalize().toString();
        }
    }

    @Override
    public long capacity() throws IOException {
        if (isDevice()) {
            try (FileChannel device = FileChannel.open(path, StandardOpenOption.READ)) {
                return device.size();
            }
        }
        return fileCapacity;
    }

    @Override
    public SlotContent read() throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        return new Opened(channel, channel.size());
    }

    @Override
    public OpenSlot write(long length) throws IOException {
        if (isDevice()) {
            FileChannel device = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
            return new Opened(device, device.size());
        }
        FileChannel file =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (file.size() > length) {
            file.truncate(length);
        }
        return new Opened(file, fileCapacity);
    }

    private boolean isDevice() {
        return Files.exists(path) && !Files.isRegularFile(path);
    }

    private record Opened(FileChannel channel, long capacity) implements OpenSlot, SlotContent {

        @Override
        public void read(long position, ByteBuffer buffer) throws IOException {
            long at = position;
            while (buffer.hasRemaining()) {
                int read = channel.read(buffer, at);
                if (read < 0) {
                    throw new EOFException("the slot ends at byte " + at);
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
            channel.force(true);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
