package io.slipway.delta.generation;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

import org.jspecify.annotations.Nullable;

/**
 * A directory for the files of one attempt, gone with all of them when it is closed.
 *
 * @param directory where it is
 */
record Workspace(Path directory) implements Closeable {

    private static final String PREFIX = "generation-";

    /** Compressed filesystems are seldom unpacked to more than four times their size, and there are two layers of it. */
    private static final long UNPACKED = 8;

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

    Path source() {
        return directory.resolve("source");
    }

    /** An image on the way along a chain. */
    Path link(int number) {
        return directory.resolve("link-" + number);
    }

    Path payload() {
        return directory.resolve("payload");
    }

    /** An empty directory. */
    Path scratch() throws IOException {
        return Files.createDirectories(directory.resolve("scratch"));
    }

    /** Most bytes that making or applying a delta between two images takes in {@link #scratch}. */
    static long scratchBytes(Image source, Image image) {
        return UNPACKED * (source.length() + image.length());
    }

    long usableBytes() throws IOException {
        return Files.getFileStore(directory).getUsableSpace();
    }

    @Override
    public void close() throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
