package io.slipway.client.journal.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Makes changes of files survive a loss of power: contents by forcing the file, names by forcing its directory. */
public final class Durability {

    private static final Set<OpenOption> NEW_FILE = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private Durability() {}

    /** Replaces {@code file} as a whole by {@code content}, readable and writable by the owner alone. After a crash it is the old or the new one. */
    public static void replace(Path file, byte[] content) throws IOException {
        Path successor = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(successor);
        try (FileChannel channel = FileChannel.open(successor, NEW_FILE, OWNER_ONLY)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        moveInto(successor, file);
    }

    /** Renames {@code from}, whose content is on the medium, to {@code to}, and makes the new name durable. */
    public static void moveInto(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceDirectoryOf(to);
    }

    /** Makes the names in the directory of {@code file} durable. */
    public static void forceDirectoryOf(Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
