package io.slipway.client.download;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: doubled with every failure in a row up to a limit, the last quarter by chance, so that devices which lost
 * the same server do not come back together.
 *
 * @param first pause after the first failure
 * @param longest pause however many failures
 */
public record Backoff(Duration first, Duration longest, RandomGenerator random) {

    public Backoff {
        if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("Pauses from " + first + " to " + longest);
        }
    }

    /**
     * The pause before the next attempt.
     *
     * @param failures earlier failures in a row, 0 after the first
     */
    public Duration pause(int failures) {
        long doubled = first.toMillis() << Math.min(Math.max(failures, 0), 20);
        long full = Math.min(doubled, longest.toMillis());
        return Duration.ofMillis(full - full / 4 + random.nextLong(full / 4 + 1));
    }
}
