package io.slipway.payload.repack;

import java.util.Arrays;

import io.slipway.payload.repack.RepackRecipe.Lookahead;

/** Fills physical clusters of erofs as erofs-utils do with {@code LZ4_compress_destSize} and {@code LZ4_compress_HC_destSize}. */
final class Lz4ClusterPacker {

    /** More than the compressor looks ahead to decide whether a match ends the block. */
    private static final int LOOKAHEAD = 64;

    /** From this length on, LZ4's fast compressor hashes five bytes instead of four: {@code LZ4_64Klimit} of lz4.c. */
    private static final int LARGE = 65536 + 11;

    private Lz4ClusterPacker() {}

    static byte[] pack(RepackRecipe.Lz4Cluster recipe, byte[] unpacked, int packedLength) throws CannotRepackException {
        byte[] block = recipe.lookahead() == Lookahead.NOTHING_AND_ROOM
                ? Lz4Library.get().pack(recipe.level(), unpacked, packedLength)
                : fill(recipe, unpacked, packedLength);
        if (block.length > packedLength) {
            throw new CannotRepackException("LZ4 gives " + block.length + " bytes instead of " + packedLength);
        }
        byte[] cluster = new byte[packedLength];
        System.arraycopy(block, 0, cluster, recipe.atEnd() ? packedLength - block.length : 0, block.length);
        return cluster;
    }

    private static byte[] fill(RepackRecipe.Lz4Cluster recipe, byte[] unpacked, int limit)
            throws CannotRepackException {
        Lz4Library.Filled filled = Lz4Library.get().fill(recipe.level(), withLookahead(recipe, unpacked), limit);
        if (filled.taken() != unpacked.length) {
            throw new CannotRepackException("LZ4 takes " + filled.taken() + " bytes instead of " + unpacked.length);
        }
        return filled.block();
    }

    private static byte[] withLookahead(RepackRecipe.Lz4Cluster recipe, byte[] unpacked) {
        int length = recipe.lookahead() == Lookahead.NOTHING ? unpacked.length : unpacked.length + LOOKAHEAD;
        byte[] all = Arrays.copyOf(unpacked, recipe.large() ? Math.max(length, LARGE) : length);
        if (recipe.lookahead() == Lookahead.NOISE) {
            int noise = 1;
            for (int i = unpacked.length; i < all.length; i++) {
                noise = noise * 1_103_515_245 + 12_345;
                all[i] = (byte) (noise >>> 16);
            }
        }
        return all;
    }
}
