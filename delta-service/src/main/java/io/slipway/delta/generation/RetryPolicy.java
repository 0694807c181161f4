package io.slipway.delta.generation;

import java.time.Duration;

/**
 * How often and after which pauses something that may pass is tried again.
 *
 * @param mostAttempts attempts in all, at least 1
 * @param firstPause pause after the first failure; doubles with every further one
 * @param longestPause the pauses grow no longer than this
 */
public record RetryPolicy(int mostAttempts, Duration firstPause, Duration longestPause) {

    private static final int MOST_DOUBLINGS = 30;

    /** Checks the bounds. */
    public RetryPolicy {
        if (mostAttempts < 1 || firstPause.isNegative() || longestPause.compareTo(firstPause) < 0) {
            throw new IllegalArgumentException(
                    "attempts " + mostAttempts + ", pauses " + firstPause + " to " + longestPause);
        }
    }

    /** Whether so many failures leave no further attempt. */
    public boolean isExhausted(int failures) {
        return failures >= mostAttempts;
    }

    /** The pause after so many failures, at least one. */
    public Duration pauseAfter(int failures) {
        int doublings = Math.min(failures - 1, MOST_DOUBLINGS);
        Duration pause = firstPause.multipliedBy(1L << doublings);
        return pause.compareTo(longestPause) < 0 ? pause : longestPause;
    }
}
