package io.slipway.artifact.original;

import java.time.Duration;

/**
 * Which originals are kept.
 *
 * @param removesRebuildable whether those are removed that can be made again
 * @param removeAfter how long after the proof, and after the original came
 */
public record OriginalsPolicy(boolean removesRebuildable, Duration removeAfter) {

    private static final Duration LONGEST = Duration.ofDays(3650);

    public OriginalsPolicy {
        if (removesRebuildable
                && (removeAfter.isNegative() || removeAfter.isZero() || removeAfter.compareTo(LONGEST) > 0)) {
            throw new IllegalArgumentException(
                    "slipway.artifact.originals.remove-after: expected more than nothing and at most "
                            + LONGEST.toDays() + " days, found " + removeAfter);
        }
    }
}
