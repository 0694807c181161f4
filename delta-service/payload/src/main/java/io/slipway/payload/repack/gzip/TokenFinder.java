package io.slipway.payload.repack.gzip;

/** Cuts content into literals and matches. */
sealed interface TokenFinder permits GreedyFinder, LazyFinder {

    /** The way of a level. */
    static TokenFinder of(Effort effort, Window window) {
        return effort.waits() ? new LazyFinder(effort, window) : new GreedyFinder(effort, window);
    }

    /**
     * Adds to a block until it is full or nothing is left, and tells the window where it ends.
     *
     * @return whether nothing is left; a block that became full with the last byte is not the last one
     */
    boolean fill(Block block);
}
