package io.slipway.payload.image.squashfs;

/**
 * The word that an inode or the fragment table has for a block of data: its stored length, and a bit that says "not compressed". A length of 0 is a block of
 * zeros that is not stored.
 */
record DataBlock(long word) {

    private static final int NOT_COMPRESSED = 1 << 24;

    int stored() {
        return (int) word & NOT_COMPRESSED - 1;
    }

    boolean sparse() {
        return stored() == 0;
    }

    boolean packed() {
        return (word & NOT_COMPRESSED) == 0;
    }
}
