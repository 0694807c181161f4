package io.slipway.delta.generation;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** Cancels what is queued or under way for a release alone, when the release is withdrawn. */
public final class WithdrawRelease {

    private final PayloadRequests requests;
    private final Clock clock;

    /** The use case. */
    public WithdrawRelease(PayloadRequests requests, Clock clock) {
        this.requests = requests;
        this.clock = clock;
    }

    /**
     * Forgets what the release waits for. Idempotent by {@code event}; does not block.
     *
     * @param event id of the event that told of the withdrawal
     */
    public CompletionStage<Void> withdraw(UUID event, String tenant, UUID releaseId) {
        return requests.withdraw(event, tenant, releaseId, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }
}
