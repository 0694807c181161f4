package io.slipway.delta.generation;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A directory for the files of one attempt, gone when it is closed.
 *
 * @param directory holds nothing but {@link #image} and {@link #payload}
 */
record Workspace(Path directory) implements Closeable {

    private static final String PREFIX = "generation-";

    /** An empty workspace below {@code parent}. */
    static Workspace below(Path parent) throws IOException {
        Files.createDirectories(parent);
        return new Workspace(Files.createTempDirectory(parent, PREFIX));
    }

    /** Removes workspaces that a crashed process left; {@code parent} must not be in use by another process. */
    static void removeLeftBehind(Path parent) throws IOException {
        Files.createDirectories(parent);
        try (DirectoryStream<Path> left = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path directory : left) {
                new Workspace(directory).close();
            }
        }
    }

    Path image() {
        return directory.resolve("image");
    }

    Path payload() {
        return directory.resolve("payload");
    }

    long usableBytes() throws IOException {
        return Files.getFileStore(directory).getUsableSpace();
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(image());
        Files.deleteIfExists(payload());
        Files.deleteIfExists(directory);
    }
}
