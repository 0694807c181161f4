package io.slipway.client.bootloader.systemdboot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * EFI variables as efivarfs shows them: a file {@code NAME-VENDOR} with 4 bytes of attributes, then UTF-16LE with a zero at the end. One {@code write} is one
 * {@code SetVariable}, done when it returns; there is nothing to force. Source: kernel {@code Documentation/filesystems/efivarfs.rst}, systemd
 * {@code src/shared/efivars.c}.
 */
public final class EfiVariableFiles implements EfiVariables {

    private static final String VENDOR = "-4a67b082-0a4c-41cf-b6c7-440b29bb8c4f";
    private static final int NON_VOLATILE_BOOT_RUNTIME = 7;
    private static final int ATTRIBUTE_BYTES = 4;
    private static final int MOST_BYTES = 4096;

    private final Path directory;
    private final Protection protection;

    /** Lifts the protection that the kernel gives variables that it does not know: the attribute "immutable". */
    @FunctionalInterface
    public interface Protection {

        /** @param file that is there */
        void lift(Path file) throws IOException;
    }

    /** @param directory on Linux {@code /sys/firmware/efi/efivars} */
    public EfiVariableFiles(Path directory, Protection protection) {
        this.directory = directory;
        this.protection = protection;
    }

    @Override
    public Optional<String> get(String name) throws IOException {
        Path file = file(name);
        byte[] bytes;
        try (var stream = Files.newInputStream(file)) {
            bytes = stream.readNBytes(MOST_BYTES);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        if (bytes.length < ATTRIBUTE_BYTES || bytes.length % 2 != 0) {
            throw new IOException(file + " has " + bytes.length + " bytes, which no text has");
        }
        String text = new String(bytes, ATTRIBUTE_BYTES, bytes.length - ATTRIBUTE_BYTES, StandardCharsets.UTF_16LE);
        return Optional.of(text.replaceFirst("\0+$", ""));
    }

    @Override
    public void set(String name, String text) throws IOException {
        Path file = file(name);
        if (Files.exists(file)) {
            protection.lift(file);
        }
        byte[] characters = (text + "\0").getBytes(StandardCharsets.UTF_16LE);
        ByteBuffer bytes =
                ByteBuffer.allocate(ATTRIBUTE_BYTES + characters.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(NON_VOLATILE_BOOT_RUNTIME).put(characters).flip();
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            channel.write(bytes);
        }
        if (bytes.hasRemaining() || !get(name).equals(Optional.of(text))) {
            throw new IOException(file + " does not say what was written into it");
        }
    }

    private Path file(String name) {
        return directory.resolve(name + VENDOR);
    }
}
