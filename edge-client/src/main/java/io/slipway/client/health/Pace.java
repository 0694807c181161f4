package io.slipway.client.health;

import java.time.Duration;

/**
 * When a check is tried.
 *
 * @param timeout of one attempt, after which it counts as failed; at most an hour
 * @param deadline until when the check may fail, from the beginning of the examination; at most a day. Zero: the first failure counts
 * @param interval from the end of one attempt to the next, at most an hour
 */
public record Pace(Duration timeout, Duration deadline, Duration interval) {

    /** The usual pause between two attempts. */
    public static final Duration INTERVAL = Duration.ofSeconds(10);

    public static final Duration MAX_TIMEOUT = Duration.ofHours(1);
    public static final Duration MAX_DEADLINE = Duration.ofDays(1);

    public Pace {
        require(timeout.isPositive() && timeout.compareTo(MAX_TIMEOUT) <= 0, "timeout", timeout);
        require(!deadline.isNegative() && deadline.compareTo(MAX_DEADLINE) <= 0, "deadline", deadline);
        require(interval.isPositive() && interval.compareTo(MAX_TIMEOUT) <= 0, "interval", interval);
    }

    /** The first failure counts. */
    public static Pace once(Duration timeout) {
        return new Pace(timeout, Duration.ZERO, INTERVAL);
    }

    private static void require(boolean good, String what, Duration value) {
        if (!good) {
            throw new IllegalArgumentException("A health check cannot have the " + what + " " + value);
        }
    }
}
