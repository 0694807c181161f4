package io.slipway.delta.versions;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

import io.slipway.delta.versions.WarmRequests.Warming;

/** Makes an image warm because an operator says so. */
public final class WarmImage {

    private final WarmRequests requests;
    private final Clock clock;

    /** The use case. */
    public WarmImage(WarmRequests requests, Clock clock) {
        this.requests = requests;
        this.clock = clock;
    }

    /** Brings the job of a full payload forward, and keeps the image from becoming cold for a while. May be repeated; does not block. */
    public CompletionStage<Warming> warm(String tenant, UUID job) {
        return requests.warm(tenant, job, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }
}
