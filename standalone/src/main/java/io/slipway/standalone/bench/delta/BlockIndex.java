package io.slipway.standalone.bench.delta;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.Set;

/**
 * What a device downloads that knows the new image as a list of digests of 4 KiB blocks (RAUC's {@code block-hash-index}): the list, and every block that is neither in the
 * old image nor earlier in the new one.
 */
public final class BlockIndex {

    private static final int BLOCK = 4096;
    private static final int DIGEST = 32;
    private static final int BUFFER = 1 << 20;

    private BlockIndex() {}

    /**
     * Writes the missing blocks one after the other. Needs about 100 bytes of memory per block.
     *
     * @return length of the list of digests in bytes
     */
    public static long writeMissing(Path from, Path to, Path missing) throws IOException {
        Set<ByteBuffer> known = new HashSet<>();
        try (InputStream in = open(from)) {
            for (byte[] block = in.readNBytes(BLOCK); block.length > 0; block = in.readNBytes(BLOCK)) {
                known.add(digest(block));
            }
        }
        long blocks = 0;
        try (InputStream in = open(to);
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(missing), BUFFER)) {
            for (byte[] block = in.readNBytes(BLOCK); block.length > 0; block = in.readNBytes(BLOCK)) {
                blocks++;
                if (known.add(digest(block))) {
                    out.write(block);
                }
            }
        }
        return blocks * DIGEST;
    }

    private static InputStream open(Path file) throws IOException {
        return new BufferedInputStream(Files.newInputStream(file), BUFFER);
    }

    private static ByteBuffer digest(byte[] block) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(block));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
