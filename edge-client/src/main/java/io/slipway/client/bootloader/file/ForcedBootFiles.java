package io.slipway.client.bootloader.file;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

import io.slipway.client.bootloader.BootFiles;
import io.slipway.client.journal.file.Durability;

/** Boot files of a mounted file system, and partitions. Contents are forced before names. */
public final class ForcedBootFiles implements BootFiles {

    private static final int MOST_NAMES = 10_000;

    @Override
    public long size(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return channel.size();
        }
    }

    @Override
    public byte[] read(Path file, long offset, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            while (bytes.hasRemaining()) {
                if (channel.read(bytes, offset + bytes.position()) < 0) {
                    throw tooShort(file, offset, length);
                }
            }
        }
        return bytes.array();
    }

    @Override
    public void overwrite(Path file, long offset, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            if (offset + bytes.length > channel.size()) {
                throw tooShort(file, offset, bytes.length);
            }
            write(channel, offset, bytes);
            channel.force(false);
        }
    }

    @Override
    public List<String> list(Path directory) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                if (names.size() == MOST_NAMES) {
                    throw new IOException(directory + " has more than " + MOST_NAMES + " files");
                }
                names.add(String.valueOf(file.getFileName()));
            }
        }
        return names;
    }

    @Override
    public void create(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            write(channel, 0, bytes);
            channel.force(true);
        }
        Durability.forceDirectoryOf(file);
    }

    @Override
    public void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
        Durability.forceDirectoryOf(file);
    }

    private static void write(FileChannel channel, long offset, byte[] bytes) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
            channel.write(rest, offset + rest.position());
        }
    }

    private static EOFException tooShort(Path file, long offset, long length) {
        return new EOFException(file + " has no " + length + " bytes at offset " + offset);
    }
}
