package io.slipway.payload.create;

import io.slipway.payload.index.PayloadFormat;

/**
 * How full payloads are made.
 *
 * @param rangeSize target bytes per range, 4 KiB to 4 MiB
 * @param groupSize target bytes per group, a multiple of the range size; what a device decodes again after an interruption, at most
 * @param level zstd level, 1 to 19
 * @param threads threads that compress, each with one group at a time; does not change the result
 */
public record CreationSettings(int rangeSize, int groupSize, int level, int threads) {

    /** Target bytes per range unless said otherwise: 1 MiB. */
    public static final int DEFAULT_RANGE_SIZE = 1 << 20;

    /** Ranges per group unless said otherwise. */
    public static final int DEFAULT_GROUP_RANGES = 32;

    /** Nearly as small as level 19 in four fifths of its time; measured in {@code docs/adr/0006-payload-version-2.md}. */
    public static final int DEFAULT_LEVEL = 18;

    private static final int MIN_RANGE_SIZE = 1 << 12;
    private static final int MAX_GROUP_SIZE = 1 << 28;

    /** Checks the bounds. */
    public CreationSettings {
        if (rangeSize < MIN_RANGE_SIZE || rangeSize > PayloadFormat.MAX_RANGE_LENGTH) {
            throw new IllegalArgumentException("range size " + rangeSize + " is not from 4 KiB to 4 MiB");
        }
        if (groupSize < rangeSize || groupSize > MAX_GROUP_SIZE || groupSize % rangeSize != 0) {
            throw new IllegalArgumentException("group size " + groupSize + " is no multiple of " + rangeSize);
        }
        if (level < 1 || level > 19) {
            throw new IllegalArgumentException("level " + level + " is not between 1 and 19");
        }
        if (threads < 1 || threads > 256) {
            throw new IllegalArgumentException("thread count " + threads + " is not between 1 and 256");
        }
    }

    /** Groups of {@value #DEFAULT_GROUP_RANGES} ranges. */
    public CreationSettings(int rangeSize, int level, int threads) {
        this(rangeSize, DEFAULT_GROUP_RANGES * rangeSize, level, threads);
    }

    /** Ranges of 1 MiB at {@link #DEFAULT_LEVEL}. */
    public static CreationSettings withThreads(int threads) {
        return new CreationSettings(DEFAULT_RANGE_SIZE, DEFAULT_LEVEL, threads);
    }
}
