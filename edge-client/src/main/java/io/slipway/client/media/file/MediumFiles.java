package io.slipway.client.media.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;

import io.slipway.client.media.MediaRefusedException;

/** Regular files in directories of a medium. No link is followed below the medium's own directory, and nothing is opened that could block or be a device. */
final class MediumFiles {

    /** Most entries of one directory that are looked at. */
    static final int MAX_ENTRIES = 10_000;

    private final Path root;

    MediumFiles(Path root) {
        this.root = root;
    }

    /** The length of a regular file; {@code name} is relative and formed by this program. */
    long length(String name) throws IOException {
        requireDirectories(name);
        BasicFileAttributes attributes = attributes(root.resolve(name));
        if (!attributes.isRegularFile()) {
            throw new MediaRefusedException(
                    name + " on the medium is " + kind(attributes) + ", expected a regular file");
        }
        return attributes.size();
    }

    /** Opens a regular file for reading. */
    FileChannel open(String name) throws IOException {
        length(name);
        return FileChannel.open(root.resolve(name), Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    }

    /** All of a regular file of at most {@code limit} bytes. */
    byte[] read(String name, int limit) throws IOException {
        try (FileChannel channel = open(name)) {
            long size = channel.size();
            if (size > limit) {
                throw new MediaRefusedException(
                        name + " on the medium has " + size + " bytes, at most " + limit + " are expected");
            }
            ByteBuffer content = ByteBuffer.allocate((int) size);
            while (content.hasRemaining()) {
                if (channel.read(content) < 0) {
                    throw new IOException(name + " on the medium ended early");
                }
            }
            return content.array();
        }
    }

    /** Refuses a directory that has anything but regular files in it; one that is not there has nothing. */
    void requireRegularFiles(String directory) throws IOException {
        requireDirectories(directory + "/x");
        int entries = 0;
        try (DirectoryStream<Path> found = Files.newDirectoryStream(root.resolve(directory))) {
            for (Path file : found) {
                if (++entries > MAX_ENTRIES) {
                    throw new MediaRefusedException(
                            directory + " on the medium has more than " + MAX_ENTRIES + " files");
                }
                BasicFileAttributes attributes = attributes(file);
                if (!attributes.isRegularFile()) {
                    throw new MediaRefusedException("%s on the medium has %s in it, expected regular files alone"
                            .formatted(directory, kind(attributes)));
                }
            }
        }
    }

    /** The directory {@code name} to write to, made if it is missing. */
    Path directory(String name) throws IOException {
        Path directory = root.resolve(name);
        if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectory(directory);
        }
        requireDirectories(name + "/x");
        return directory;
    }

    private void requireDirectories(String name) throws IOException {
        Path relative = Path.of(name);
        Path directory = root;
        for (int i = 0; i < relative.getNameCount() - 1; i++) {
            directory = directory.resolve(relative.getName(i));
            BasicFileAttributes attributes = attributes(directory);
            if (!attributes.isDirectory()) {
                throw new MediaRefusedException(root.relativize(directory) + " on the medium is " + kind(attributes)
                        + ", expected a directory");
            }
        }
    }

    private BasicFileAttributes attributes(Path file) throws IOException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            throw new NoSuchFileException(root.relativize(file).toString(), null, "not on the medium");
        }
    }

    private static String kind(BasicFileAttributes attributes) {
        if (attributes.isSymbolicLink()) {
            return "a symbolic link";
        }
        if (attributes.isDirectory()) {
            return "a directory";
        }
        return attributes.isRegularFile() ? "a file" : "a device, pipe or socket";
    }
}
