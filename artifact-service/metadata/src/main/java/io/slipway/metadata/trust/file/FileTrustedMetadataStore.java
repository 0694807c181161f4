package io.slipway.metadata.trust.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

import io.slipway.metadata.canonical.JsonLimits;
import io.slipway.metadata.role.RoleName;
import io.slipway.metadata.trust.TrustedMetadataStore;

/** Trusted metadata as files {@code <role>.json} in one directory on a file system with atomic rename. */
public final class FileTrustedMetadataStore implements TrustedMetadataStore {

    private final Path directory;

    /**
     * Uses a directory, which is made if it is missing.
     *
     * @throws IOException if it cannot be made
     */
    public FileTrustedMetadataStore(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
    }

    @Override
    public Optional<byte[]> load(RoleName role) throws IOException {
        Path path = directory.resolve(role.fileName());
        int limit = JsonLimits.METADATA.maxBytes();
        try (InputStream in = Files.newInputStream(path)) {
            byte[] file = in.readNBytes(limit + 1);
            if (file.length > limit) {
                throw new IOException(path + ": expected at most " + limit + " bytes, found more");
            }
            return Optional.of(file);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public void save(RoleName role, byte[] file) throws IOException {
        Path path = directory.resolve(role.fileName());
        Path temporary = directory.resolve(role.fileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer content = ByteBuffer.wrap(file);
            while (content.hasRemaining()) {
                channel.write(content);
            }
            channel.force(true);
        }
        Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
        syncDirectory();
    }

    @Override
    public void delete(RoleName role) throws IOException {
        if (Files.deleteIfExists(directory.resolve(role.fileName()))) {
            syncDirectory();
        }
    }

    /** Makes a rename or removal survive a power cut. */
    private void syncDirectory() throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
