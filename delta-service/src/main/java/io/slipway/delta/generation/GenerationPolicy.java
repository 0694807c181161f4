package io.slipway.delta.generation;

import java.time.Duration;

/**
 * How jobs are worked on.
 *
 * @param workers images that are worked on at once
 * @param lease how long a worker may be silent before another takes its job; at least a second
 * @param poll pause between two looks for work
 * @param retry what happens after a failure
 */
public record GenerationPolicy(int workers, Duration lease, Duration poll, RetryPolicy retry) {

    /** Checks the bounds. */
    public GenerationPolicy {
        if (workers < 1 || workers > 64) {
            throw new IllegalArgumentException("worker count " + workers + " is not between 1 and 64");
        }
        if (lease.compareTo(Duration.ofSeconds(1)) < 0 || !poll.isPositive()) {
            throw new IllegalArgumentException("lease " + lease + ", poll " + poll);
        }
    }
}
