package io.slipway.delta.generation;

import java.time.Duration;

/**
 * How jobs are worked on.
 *
 * @param fullWorkers full payloads that are worked on at once
 * @param deltaWorkers deltas that are worked on at once; 0 for none
 * @param backWorkers ways back that are proven at once; 0 for none
 * @param lease how long a worker may be silent before another takes its job; at least a second
 * @param poll pause between two looks for work
 * @param retry what happens after a failure
 * @param originalsAreReplaceable whether full payloads take the place of the uploads that they were made of
 */
public record GenerationPolicy(
        int fullWorkers,
        int deltaWorkers,
        int backWorkers,
        Duration lease,
        Duration poll,
        RetryPolicy retry,
        boolean originalsAreReplaceable) {

    private static final int MOST_WORKERS = 64;

    /** Checks the bounds. */
    public GenerationPolicy {
        if (fullWorkers < 1) {
            throw new IllegalArgumentException("no worker for full payloads");
        }
        requireBounded(fullWorkers);
        requireBounded(deltaWorkers);
        requireBounded(backWorkers);
        if (lease.compareTo(Duration.ofSeconds(1)) < 0 || !poll.isPositive()) {
            throw new IllegalArgumentException("lease " + lease + ", poll " + poll);
        }
    }

    private static void requireBounded(int workers) {
        if (workers < 0 || workers > MOST_WORKERS) {
            throw new IllegalArgumentException(workers + " workers");
        }
    }
}
