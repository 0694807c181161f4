package io.slipway.payload.image.erofs;

import java.util.ArrayList;
import java.util.List;

import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.UnreadableImageException;

/**
 * What {@code struct erofs_super_block} at offset {@value #OFFSET} says.
 *
 * @param features the bits of {@code feature_incompat}
 * @param metadata where inode numbers are counted from, in bytes
 * @param packedInode number of the inode that holds the fragments; 0 if there is none
 */
record Superblock(int blockBits, long features, long rootInode, long metadata, long packedInode) {

    static final int OFFSET = 1024;

    private static final int LENGTH = 128;
    private static final long MAGIC = 0xe0f5e1e2L;
    private static final int MIN_BLOCK_BITS = 9;
    private static final int MAX_BLOCK_BITS = 16;

    private static final int ZERO_PADDING = 1;

    /** Bits 0 to 6; several have two meanings, of which the later ones are noticed where they matter. */
    private static final int KNOWN = 0x7f;

    private static final List<String> UNKNOWN_NAMES = List.of("48bit", "metabox");

    static boolean isIn(ImageBytes image) {
        try {
            return image.length() >= OFFSET + LENGTH && image.u32(OFFSET) == MAGIC;
        } catch (UnreadableImageException e) {
            return false;
        }
    }

    static Superblock of(ImageBytes image) throws UnreadableImageException {
        if (!isIn(image)) {
            throw new UnreadableImageException("it has no superblock");
        }
        long features = image.u32(OFFSET + 80);
        if ((features & ~KNOWN) != 0) {
            throw new UnreadableImageException("the features " + names(features & ~KNOWN) + " are not known");
        }
        int devices = image.u16(OFFSET + 86);
        if (devices > 0) {
            throw new UnreadableImageException("its content is spread over " + devices + " further devices");
        }
        int blockBits = image.u8(OFFSET + 12);
        int directoryBlockBits = image.u8(OFFSET + 90);
        if (blockBits < MIN_BLOCK_BITS || blockBits > MAX_BLOCK_BITS || directoryBlockBits != 0) {
            throw new UnreadableImageException(
                    "block size 2^" + blockBits + ", directory blocks of 2^" + directoryBlockBits + " blocks");
        }
        if (image.length() >>> blockBits >= Integer.MAX_VALUE) {
            throw new UnreadableImageException("it has more than " + Integer.MAX_VALUE + " blocks");
        }
        long blocks = image.u32(OFFSET + 36);
        if (blocks << blockBits > image.length()) {
            throw new UnreadableImageException("it is cut off: " + image.length() + " bytes of " + blocks + " blocks");
        }
        return new Superblock(
                blockBits,
                features,
                image.u16(OFFSET + 14),
                image.u32(OFFSET + 40) << blockBits,
                image.u63(OFFSET + 96));
    }

    int blockSize() {
        return 1 << blockBits;
    }

    /** Whether LZ4 blocks lie at the end of their physical cluster; else at its beginning. */
    boolean zeroPadding() {
        return (features & ZERO_PADDING) != 0;
    }

    private static List<String> names(long bits) {
        List<String> names = new ArrayList<>();
        for (int bit = 0; bit < Integer.SIZE; bit++) {
            if ((bits & 1L << bit) != 0) {
                int unknown = bit - Integer.bitCount(KNOWN);
                names.add(unknown < UNKNOWN_NAMES.size() ? UNKNOWN_NAMES.get(unknown) : "bit " + bit);
            }
        }
        return names;
    }
}
