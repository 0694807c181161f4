package io.slipway.delta.generation;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** Sees to it that every image of a published release gets a full payload. */
public final class RequestPayloads {

    private final PayloadJobs jobs;
    private final Clock clock;

    /** The use case on these jobs. */
    public RequestPayloads(PayloadJobs jobs, Clock clock) {
        this.jobs = jobs;
        this.clock = clock;
    }

    /**
     * Notes what the release wants; the work itself is done later. Idempotent by {@code event}; does not block.
     *
     * @param event id of the event that told of the release
     * @param wanted the components of the release
     */
    public CompletionStage<Void> request(UUID event, List<WantedPath> wanted) {
        return jobs.request(event, wanted, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }
}
