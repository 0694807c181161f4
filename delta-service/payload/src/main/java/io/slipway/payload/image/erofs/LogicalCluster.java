package io.slipway.payload.image.erofs;

/**
 * What an index says of one block of a file.
 *
 * @param type what begins in it
 * @param offset where the extent begins in it, if one does
 * @param block address of the extent's physical cluster, if one begins
 * @param blocks if none begins: length of the physical cluster that began one logical cluster before, or 0 if that is not said here
 */
record LogicalCluster(Type type, int offset, long block, int blocks) {

    /** Bit of a NONHEAD's distance that turns it into a number of blocks. */
    static final int BLOCK_COUNT = 1 << 11;

    /** The kernel's types, in the order of their numbers. */
    enum Type {
        PLAIN,
        HEAD1,
        NONHEAD,
        HEAD2;

        static Type of(int number) {
            return values()[number & 3];
        }
    }

    static LogicalCluster head(Type type, int offset, long block) {
        return new LogicalCluster(type, offset, block, 0);
    }

    /** @param distance to the head before it, or a number of blocks with the bit {@link #BLOCK_COUNT} */
    static LogicalCluster nonhead(int distance) {
        return new LogicalCluster(Type.NONHEAD, 0, 0, (distance & BLOCK_COUNT) == 0 ? 0 : distance & BLOCK_COUNT - 1);
    }

    boolean isHead() {
        return type != Type.NONHEAD;
    }
}
