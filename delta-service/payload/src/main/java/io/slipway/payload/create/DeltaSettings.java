package io.slipway.payload.create;

import io.slipway.payload.index.PayloadFormat;

/**
 * How delta payloads are made.
 *
 * @param rangeSize most target bytes per range, 4 KiB to 4 MiB
 * @param groupBlobs bytes of blobs after which a group ends: what a device decodes again after an interruption, roughly
 * @param indexMemory bytes of memory for the index of the source, at most; with less than the source's length deltas grow larger
 * @param threads threads that compare; does not change the result
 */
public record DeltaSettings(int rangeSize, int groupBlobs, long indexMemory, int threads) {

    /** Memory for the index of the source unless said otherwise: 512 MiB. */
    public static final long DEFAULT_INDEX_MEMORY = 1L << 29;

    private static final int MIN_RANGE_SIZE = 1 << 12;
    private static final long LEAST_INDEX_MEMORY = 1 << 20;
    private static final int DEFAULT_GROUP_BLOBS = 4 << 20;

    /** Checks the bounds. */
    public DeltaSettings {
        if (rangeSize < MIN_RANGE_SIZE || rangeSize > PayloadFormat.MAX_RANGE_LENGTH) {
            throw new IllegalArgumentException("range size " + rangeSize + " is not from 4 KiB to 4 MiB");
        }
        if (groupBlobs < 1) {
            throw new IllegalArgumentException("groups of " + groupBlobs + " bytes");
        }
        if (indexMemory < LEAST_INDEX_MEMORY) {
            throw new IllegalArgumentException("index memory of " + indexMemory + " bytes is less than 1 MiB");
        }
        if (threads < 1 || threads > 256) {
            throw new IllegalArgumentException("thread count " + threads + " is not between 1 and 256");
        }
    }

    /** {@link #DEFAULT_INDEX_MEMORY} for the index. */
    public DeltaSettings(int rangeSize, int groupBlobs, int threads) {
        this(rangeSize, groupBlobs, DEFAULT_INDEX_MEMORY, threads);
    }

    /** Ranges of 4 MiB, groups of 4 MiB of blobs. */
    public static DeltaSettings withThreads(int threads) {
        return new DeltaSettings(PayloadFormat.MAX_RANGE_LENGTH, DEFAULT_GROUP_BLOBS, threads);
    }

    /** The same with another index. */
    public DeltaSettings withIndexMemory(long bytes) {
        return new DeltaSettings(rangeSize, groupBlobs, bytes, threads);
    }
}
