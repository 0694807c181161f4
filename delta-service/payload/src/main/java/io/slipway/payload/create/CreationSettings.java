package io.slipway.payload.create;

import io.slipway.payload.index.PayloadFormat;

/**
 * How payloads are made.
 *
 * @param rangeSize target bytes per range, a power of two from 4 KiB to 4 MiB
 * @param level zstd level, 1 to 19
 * @param threads threads that compress; does not change the result
 */
public record CreationSettings(int rangeSize, int level, int threads) {

    /** Makes 600 MB on two cores well within a minute; measured in {@code docs/payload-format.md}, section 8. */
    public static final int DEFAULT_LEVEL = 11;

    /** Checks the bounds. */
    public CreationSettings {
        if (!PayloadFormat.isRangeSize(rangeSize)) {
            throw new IllegalArgumentException("range size " + rangeSize + " is no power of two from 4 KiB to 4 MiB");
        }
        if (level < 1 || level > 19) {
            throw new IllegalArgumentException("level " + level + " is not between 1 and 19");
        }
        if (threads < 1 || threads > 256) {
            throw new IllegalArgumentException("thread count " + threads + " is not between 1 and 256");
        }
    }

    /** Ranges of 1 MiB at {@link #DEFAULT_LEVEL}. */
    public static CreationSettings withThreads(int threads) {
        return new CreationSettings(PayloadFormat.DEFAULT_RANGE_SIZE, DEFAULT_LEVEL, threads);
    }
}
