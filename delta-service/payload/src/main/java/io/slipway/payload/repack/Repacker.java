package io.slipway.payload.repack;

import java.util.Arrays;

import io.slipway.payload.repack.gzip.GzipDeflater;

/**
 * Carries out recipes. Stateless and safe for use by several threads.
 *
 * <p>Zlib is the one of the Java runtime; gzip is part of this program; LZ4 and Zstandard are libraries that come with this program, for Linux on x86-64 and AArch64.
 */
public final class Repacker {

    private Repacker() {}

    /** Whether the compressor of a recipe is here. */
    public static boolean supports(RepackRecipe recipe) {
        return switch (recipe) {
            case RepackRecipe.Zlib _, RepackRecipe.Deflate _, RepackRecipe.Gzip _, RepackRecipe.Rotated _ -> true;
            case RepackRecipe.Zstd zstd -> ZstdPacker.ofRelease(zstd.release()).isPresent();
            case RepackRecipe.Lz4 _, RepackRecipe.Lz4Cluster _ -> Lz4Library.isHere();
            case RepackRecipe.ZstdStream stream -> StreamPacker.supports(stream);
        };
    }

    /**
     * Packs content.
     *
     * @param unpacked at most {@link RepackRecipe#largest()} bytes
     * @param packedLength length of the result
     * @throws CannotRepackException if the compressor is not here, or gives something of another length
     */
    public static byte[] pack(RepackRecipe recipe, byte[] unpacked, int packedLength) throws CannotRepackException {
        if (!isAllowed(recipe, unpacked.length, packedLength)) {
            throw new CannotRepackException(unpacked.length + " bytes are to be packed into " + packedLength);
        }
        byte[] packed =
                switch (recipe) {
                    case RepackRecipe.Zlib zlib -> ZlibPacker.pack(zlib, unpacked, packedLength);
                    case RepackRecipe.Deflate deflate -> ZlibPacker.pack(deflate, unpacked, packedLength);
                    case RepackRecipe.Gzip gzip -> GzipDeflater.pack(gzip.level(), unpacked, packedLength);
                    case RepackRecipe.Zstd zstd ->
                        ZstdPacker.ofRelease(zstd.release())
                                .orElseThrow(() ->
                                        new CannotRepackException("libzstd 1.5." + zstd.release() + " is not here"))
                                .pack(zstd.level(), unpacked);
                    case RepackRecipe.Lz4 lz4 -> Lz4Library.get().pack(lz4.level(), unpacked, packedLength);
                    case RepackRecipe.Lz4Cluster cluster -> Lz4ClusterPacker.pack(cluster, unpacked, packedLength);
                    case RepackRecipe.Rotated rotated -> rotated.rotation().pack(unpacked, packedLength);
                    case RepackRecipe.ZstdStream _ ->
                        throw new CannotRepackException("a stream is not packed in one piece");
                };
        if (packed.length != packedLength) {
            throw new CannotRepackException(recipe + " gives " + packed.length + " bytes instead of " + packedLength);
        }
        return packed;
    }

    /** Whether a recipe gives exactly {@code packed}. Recipes of large content are given up soon after the first byte that differs. */
    public static boolean gives(RepackRecipe recipe, byte[] unpacked, byte[] packed) {
        if (!isAllowed(recipe, unpacked.length, packed.length)) {
            return false;
        }
        return switch (recipe) {
            case RepackRecipe.Deflate deflate -> ZlibPacker.gives(deflate, unpacked, packed);
            case RepackRecipe.Gzip gzip -> GzipDeflater.gives(gzip.level(), unpacked, packed);
            case RepackRecipe.Zlib _,
                    RepackRecipe.Zstd _,
                    RepackRecipe.Lz4 _,
                    RepackRecipe.Lz4Cluster _,
                    RepackRecipe.Rotated _,
                    RepackRecipe.ZstdStream _ -> givesAtOnce(recipe, unpacked, packed);
        };
    }

    private static boolean givesAtOnce(RepackRecipe recipe, byte[] unpacked, byte[] packed) {
        try {
            return Arrays.equals(pack(recipe, unpacked, packed.length), packed);
        } catch (CannotRepackException e) {
            return false;
        }
    }

    private static boolean isAllowed(RepackRecipe recipe, int unpackedLength, int packedLength) {
        return unpackedLength <= recipe.largest() && packedLength <= recipe.largest() && packedLength > 0;
    }
}
