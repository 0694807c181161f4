package io.slipway.delta.generation;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** Sees to it that every image of a published release gets a full payload, and deltas from what the fleet runs. */
public final class PublishRelease {

    private final PayloadRequests requests;
    private final PlanDeltas deltas;
    private final Clock clock;

    /** The use case. */
    public PublishRelease(PayloadRequests requests, PlanDeltas deltas, Clock clock) {
        this.requests = requests;
        this.deltas = deltas;
        this.clock = clock;
    }

    /**
     * Notes what the release wants; the work itself is done later. Idempotent by {@code event}; does not block.
     *
     * @param event id of the event that told of the release
     */
    public CompletionStage<Void> publish(UUID event, PublishedRelease release) {
        return requests.publish(event, release, clock.instant().truncatedTo(ChronoUnit.MILLIS))
                .thenCompose(_ -> deltas.plan(release));
    }
}
