package io.slipway.payload.repack;

import java.util.Arrays;
import java.util.zip.Deflater;

final class ZlibPacker {

    private static final int STEP = 4096;

    private ZlibPacker() {}

    /** What does not fit into {@code limit} bytes is cut off after one more. */
    static byte[] pack(RepackRecipe.Zlib recipe, byte[] unpacked, int limit) {
        return pack(recipe.level(), false, recipe.strategy(), unpacked, limit);
    }

    /** What does not fit into {@code limit} bytes is cut off after one more. */
    static byte[] pack(RepackRecipe.Deflate recipe, byte[] unpacked, int limit) {
        return pack(recipe.level(), true, Deflater.DEFAULT_STRATEGY, unpacked, limit);
    }

    /** Whether a recipe gives exactly {@code packed}. Ends soon after the first byte that differs. */
    static boolean gives(RepackRecipe.Deflate recipe, byte[] unpacked, byte[] packed) {
        try (Deflater deflater = new Deflater(recipe.level(), true)) {
            deflater.setInput(unpacked);
            deflater.finish();
            byte[] step = new byte[STEP];
            int at = 0;
            while (!deflater.finished()) {
                int length = deflater.deflate(step);
                if (length > packed.length - at || !Arrays.equals(packed, at, at + length, step, 0, length)) {
                    return false;
                }
                at += length;
            }
            return at == packed.length;
        }
    }

    private static byte[] pack(int level, boolean raw, int strategy, byte[] unpacked, int limit) {
        try (Deflater deflater = new Deflater(level, raw)) {
            deflater.setStrategy(strategy);
            deflater.setInput(unpacked);
            deflater.finish();
            byte[] packed = new byte[limit + 1];
            int length = 0;
            while (length < packed.length && !deflater.finished()) {
                length += deflater.deflate(packed, length, packed.length - length);
            }
            return Arrays.copyOf(packed, length);
        }
    }
}
