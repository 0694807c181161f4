package io.slipway.artifact.publication;

import java.time.Duration;

/**
 * What bounds uploads.
 *
 * @param mostBytes the largest artifact
 * @param partSize bytes of a part where the artifact is not so large that parts must be larger; S3 takes 5 MiB or more
 * @param memory bytes for parts of all uploads together
 * @param life how long an upload waits for more bytes
 */
public record UploadLimits(long mostBytes, int partSize, long memory, Duration life) {

    /** Parts of one upload that are on their way to the store at the same time. */
    static final int IN_FLIGHT = 2;

    /** One more is filled meanwhile. */
    static final int BUFFERS = IN_FLIGHT + 1;

    private static final int LEAST_PART = 5 << 20;

    public UploadLimits {
        if (partSize < LEAST_PART) {
            throw new IllegalArgumentException("part size: expected at least 5 MiB, found " + partSize);
        }
        if (mostBytes < 1 || (long) BUFFERS * partSize(mostBytes, partSize) > memory) {
            throw new IllegalArgumentException("memory: expected room for " + BUFFERS + " parts of "
                    + partSize(mostBytes, partSize) + " bytes, as the largest artifact has, found " + memory);
        }
        if (life.isNegative() || life.isZero()) {
            throw new IllegalArgumentException("life: expected a positive duration, found " + life);
        }
    }

    /** The size of the parts of an artifact of at most {@code length} bytes, such that {@link Part#MOST} are enough. */
    int partSizeFor(long length) {
        return partSize(length, partSize);
    }

    private static int partSize(long length, int least) {
        long needed = Math.ceilDiv(length, Part.MOST);
        if (needed > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("artifacts: expected at most 20 TB, found " + length + " bytes");
        }
        return (int) Math.max(least, needed);
    }
}
