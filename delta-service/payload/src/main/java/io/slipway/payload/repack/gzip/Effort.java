package io.slipway.payload.repack.gzip;

/**
 * How hard a level looks for matches.
 *
 * @param waits whether a match is only taken when none longer begins at the next byte
 * @param good length from which on a quarter of the chain is enough to find a longer one
 * @param patient for levels that wait, length from which on none longer is looked for; for the others, length up to which the places inside a match are
 *     remembered
 * @param nice length that ends the search
 * @param chain most places that are looked at
 * @param endsBlocksEarly whether a block that compresses well may end before it is full
 */
record Effort(boolean waits, int good, int patient, int nice, int chain, boolean endsBlocksEarly) {

    /** What a level of GNU gzip means. */
    static Effort ofLevel(int level) {
        return switch (level) {
            case 1 -> new Effort(false, 4, 4, 8, 4, false);
            case 2 -> new Effort(false, 4, 5, 16, 8, false);
            case 3 -> new Effort(false, 4, 6, 32, 32, true);
            case 4 -> new Effort(true, 4, 4, 16, 16, true);
            case 5 -> new Effort(true, 8, 16, 32, 32, true);
            case 6 -> new Effort(true, 8, 16, 128, 128, true);
            case 7 -> new Effort(true, 8, 32, 128, 256, true);
            case 8 -> new Effort(true, 32, 128, 258, 1024, true);
            case 9 -> new Effort(true, 32, 258, 258, 4096, true);
            default -> throw new IllegalArgumentException("level " + level);
        };
    }
}
