package io.slipway.client.slot.device.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where the kernel tells of devices and mounts, and how much of it is read at most. */
public record KernelFiles(Path sys, Path dev, Path proc) {

    private static final int MOST_BYTES = 4 << 20;
    private static final int MOST_ENTRIES = 10_000;

    /** Those of the running system. */
    public static KernelFiles ofSystem() {
        return new KernelFiles(Path.of("/sys"), Path.of("/dev"), Path.of("/proc"));
    }

    /** Everything in a file; its length is not known before. */
    static String text(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new IOException(file + " has more than " + MOST_BYTES + " bytes");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /** The one line of an attribute; empty if there is no such attribute, or not any more, because its device was taken away. */
    static Optional<String> attribute(Path file) throws IOException {
        try {
            return Optional.of(text(file).strip());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** The number in an attribute, or {@code otherwise} if there is no such attribute. */
    static long number(Path file, long otherwise) throws IOException {
        Optional<String> text = attribute(file);
        if (text.isEmpty()) {
            return otherwise;
        }
        if (!text.get().matches("[0-9]{1,18}")) {
            throw new IOException(file + " holds no number");
        }
        return Long.parseLong(text.get());
    }

    /** The names in a directory, sorted; none if there is no such directory. */
    static List<String> names(Path directory) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                if (names.size() == MOST_ENTRIES) {
                    throw new IOException(directory + " has more than " + MOST_ENTRIES + " entries");
                }
                names.add(entry.getFileName().toString());
            }
        } catch (NoSuchFileException e) {
            return List.of();
        }
        names.sort(null);
        return names;
    }
}
