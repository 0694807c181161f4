package io.slipway.payload.repack;

import java.util.Arrays;
import java.util.zip.Deflater;

final class ZlibPacker {

    private ZlibPacker() {}

    /** What does not fit into {@code limit} bytes is cut off after one more. */
    static byte[] pack(RepackRecipe.Zlib recipe, byte[] unpacked, int limit) {
        try (Deflater deflater = new Deflater(recipe.level())) {
            deflater.setStrategy(recipe.strategy());
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
