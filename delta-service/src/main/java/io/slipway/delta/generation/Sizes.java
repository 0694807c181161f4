package io.slipway.delta.generation;

/**
 * What a delta saves.
 *
 * @param delta bytes of the delta payload
 * @param full bytes of the full payload of the same image
 */
public record Sizes(long delta, long full) {

    /** Checks the bounds. */
    public Sizes {
        if (delta < 1 || full < 1) {
            throw new IllegalArgumentException("a delta of " + delta + " bytes, a full payload of " + full);
        }
    }

    /** The delta's size as a share of the full payload's. */
    public double ratio() {
        return (double) delta / full;
    }
}
