package io.slipway.standalone.operator.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import io.slipway.metadata.digest.Sha256;
import io.slipway.metadata.target.PayloadTarget;
import io.slipway.metadata.trust.MetadataFetcher;
import io.slipway.standalone.StandaloneException;
import io.slipway.standalone.operator.CreateBundle;

/**
 * A bundle in a folder, for example on a USB stick: {@code bundle.json}, {@code metadata/}, {@code payloads/} with files named by their digests, and {@code results/} of devices.
 *
 * @param path an existing folder, or one that is made
 */
public record BundleFolder(Path path) implements CreateBundle.Place {

    private static final int CHUNK = 1 << 20;

    @Override
    public void requireFree() throws IOException {
        for (String name : List.of("bundle.json", "metadata", "payloads")) {
            if (Files.exists(path.resolve(name))) {
                throw new StandaloneException(
                        path.resolve(name) + " is there already; remove it, or choose another folder.");
            }
        }
        Files.createDirectories(path.resolve("metadata"));
        Files.createDirectories(path.resolve("payloads"));
    }

    @Override
    public void write(String name, byte[] content) throws IOException {
        try (FileChannel channel = create(part(name))) {
            write(channel, ByteBuffer.wrap(content));
            channel.force(true);
        }
        finish(name);
    }

    @Override
    public Sha256 write(String name, InputStream content, long length) throws IOException {
        MessageDigest digest = sha256();
        byte[] chunk = new byte[CHUNK];
        long left = length;
        try (FileChannel channel = create(part(name))) {
            while (left > 0) {
                int read = content.read(chunk, 0, (int) Math.min(chunk.length, left));
                if (read < 0) {
                    throw new StandaloneException("%s ended after %d of %d bytes; no bundle was made."
                            .formatted(name, length - left, length));
                }
                digest.update(chunk, 0, read);
                write(channel, ByteBuffer.wrap(chunk, 0, read));
                left -= read;
            }
            channel.force(true);
        }
        finish(name);
        return new Sha256(HexFormat.of().formatHex(digest.digest()));
    }

    @Override
    public Sha256 digest(String name) throws IOException {
        MessageDigest digest = sha256();
        byte[] chunk = new byte[CHUNK];
        try (InputStream in = new DigestInputStream(Files.newInputStream(path.resolve(name)), digest)) {
            while (in.read(chunk) >= 0) {
                // the digest is what is wanted
            }
        }
        return new Sha256(HexFormat.of().formatHex(digest.digest()));
    }

    @Override
    public MetadataFetcher metadata() {
        return (name, maxLength) -> {
            Path file = path.resolve("metadata").resolve(name);
            return Files.exists(file) ? Optional.of(Files.newInputStream(file)) : Optional.empty();
        };
    }

    @Override
    public InputStream payload(PayloadTarget payload) throws IOException {
        Path file = path.resolve("payloads").resolve(payload.content().sha256().hex());
        if (!Files.exists(file)) {
            throw new StandaloneException("There is no payload " + file + ".");
        }
        return Channels.newInputStream(FileChannel.open(file, StandardOpenOption.READ));
    }

    private Path part(String name) {
        return path.resolve(name + ".part");
    }

    private void finish(String name) throws IOException {
        Path file = path.resolve(name);
        Files.move(part(name), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel directory =
                FileChannel.open(file.toAbsolutePath().resolveSibling("."), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    private static FileChannel create(Path file) throws IOException {
        return FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
    }

    private static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
