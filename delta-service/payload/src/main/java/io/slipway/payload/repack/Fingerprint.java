package io.slipway.payload.repack;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

import io.slipway.payload.repack.gzip.GzipDeflater;

/**
 * Tells whether a compressor is the one that a recipe was proven with.
 *
 * <p>Java runtimes are built with zlib, with an operating system's zlib or with a successor of it that compresses otherwise. Who makes a payload writes the
 * fingerprint of each recipe into it; a device compares it with its own before it repacks the first block, and takes the full payload if they differ. What
 * a fingerprint does not show, the digest of each range does.
 */
public final class Fingerprint {

    /** Bytes of a fingerprint. */
    public static final int LENGTH = 8;

    /** Enough for gzip to fill more than one block at every level. */
    static final int LONG_SAMPLE_LENGTH = 1 << 18;

    private static final int MAX_DISTANCE = 60_000;
    private static final byte[] SAMPLE = sample(1 << 16);
    private static final int CLUSTER = 16 * 1024;

    private Fingerprint() {}

    /**
     * The first {@value #LENGTH} bytes of the SHA-256 digest of what a recipe makes of a fixed sample of 64 KiB, or 256 KiB for gzip.
     *
     * @throws CannotRepackException if the recipe's compressor is not here
     */
    public static byte[] of(RepackRecipe recipe) throws CannotRepackException {
        byte[] packed =
                switch (recipe) {
                    case RepackRecipe.Zlib zlib -> ZlibPacker.pack(zlib, SAMPLE, SAMPLE.length);
                    case RepackRecipe.Deflate deflate -> ZlibPacker.pack(deflate, SAMPLE, SAMPLE.length);
                    case RepackRecipe.Gzip gzip ->
                        GzipDeflater.pack(gzip.level(), sample(LONG_SAMPLE_LENGTH), LONG_SAMPLE_LENGTH);
                    case RepackRecipe.Zstd zstd ->
                        ZstdPacker.ofRelease(zstd.release())
                                .orElseThrow(() ->
                                        new CannotRepackException("libzstd 1.5." + zstd.release() + " is not here"))
                                .pack(zstd.level(), SAMPLE);
                    case RepackRecipe.Lz4 lz4 -> Lz4Library.get().pack(lz4.level(), SAMPLE, SAMPLE.length);
                    case RepackRecipe.Lz4Cluster cluster ->
                        Lz4Library.get().fill(cluster.level(), SAMPLE, CLUSTER).block();
                    case RepackRecipe.Rotated rotated -> rotated.rotation().pack(SAMPLE, SAMPLE.length);
                    case RepackRecipe.ZstdStream stream -> StreamPacker.packAll(stream, SAMPLE);
                };
        try {
            return ByteBuffer.allocate(LENGTH)
                    .put(MessageDigest.getInstance("SHA-256").digest(packed), 0, LENGTH)
                    .array();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /** Short literals and repetitions from near and far in turns, so many that compressors of different releases decide differently somewhere. */
    static byte[] sample(int length) {
        byte[] sample = new byte[length];
        long state = 1;
        int at = 0;
        while (at < sample.length) {
            state = state * 6_364_136_223_846_793_005L + 1_442_695_040_888_963_407L;
            int random = (int) (state >>> 33);
            boolean repeat = (random & 7) < 3 && at > 300;
            int step = Math.min(repeat ? 4 + (random >>> 3 & 31) : 1 + (random >>> 3 & 7), sample.length - at);
            int distance = repeat ? 1 + (random >>> 8) % Math.min(at - 1, MAX_DISTANCE) : 0;
            for (int i = 0; i < step; i++, at++) {
                sample[at] = repeat ? sample[at - distance] : literal(random >>> 8, i);
            }
        }
        return sample;
    }

    private static byte literal(int random, int i) {
        return (byte) ((random >>> 2 * i & 15) * (i % 3 + 1) + (i == 0 ? 0x40 : 0));
    }
}
