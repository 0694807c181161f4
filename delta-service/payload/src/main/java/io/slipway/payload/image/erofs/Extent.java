package io.slipway.payload.image.erofs;

/** A part of a file's content that is stored in one way; what no extent covers is zero. */
sealed interface Extent {

    /** First byte in the file. */
    long fileOffset();

    /** Bytes in the file, above 0. */
    long length();

    /** Bytes that are stored as they are at {@code offset} of the image. */
    record Stored(long fileOffset, long length, long offset) implements Extent {}

    /**
     * The beginning of what a physical cluster gives.
     *
     * @param offset of the physical cluster in the image
     * @param stored its length in bytes
     * @param algorithm number of the compression
     */
    record Packed(long fileOffset, long length, long offset, long stored, int algorithm) implements Extent {}

    /**
     * Bytes that are stored as they are in a block, but not from its beginning on.
     *
     * @param offset of the block in the image
     * @param stored its length in bytes
     * @param skip where in it the bytes begin; what goes beyond its end is at its beginning
     * @param isAlone whether the rest of the block is zero, and not something else
     */
    record Rotated(long fileOffset, long length, long offset, long stored, int skip, boolean isAlone)
            implements Extent {

        /** Whether a file sees a block as another file does. */
        boolean isSameBlock(Rotated other) {
            return length == other.length && stored == other.stored && skip == other.skip && isAlone == other.isAlone;
        }
    }

    /** Bytes from {@code packedOffset} on of the inode that holds the fragments. */
    record Fragment(long fileOffset, long length, long packedOffset) implements Extent {}
}
