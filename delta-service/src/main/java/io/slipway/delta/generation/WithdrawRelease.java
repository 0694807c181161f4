package io.slipway.delta.generation;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** Cancels what is queued for a release alone, when the release is withdrawn. */
public final class WithdrawRelease {

    private final PayloadJobs jobs;
    private final Clock clock;

    /** The use case on these jobs. */
    public WithdrawRelease(PayloadJobs jobs, Clock clock) {
        this.jobs = jobs;
        this.clock = clock;
    }

    /**
     * Forgets what the release waits for. Idempotent by {@code event}; does not block.
     *
     * @param event id of the event that told of the withdrawal
     */
    public CompletionStage<Void> withdraw(UUID event, String tenant, UUID releaseId) {
        return jobs.withdraw(event, tenant, releaseId, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }
}
