package io.slipway.delta.versions;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

import org.jboss.logging.Logger;

import io.slipway.payload.index.Sha256;

/** Makes an image warm because a device asks for its full payload. */
public final class WantPayload {

    private static final Logger LOG = Logger.getLogger(WantPayload.class);

    private final WarmRequests requests;
    private final Clock clock;

    /** The use case. */
    public WantPayload(WarmRequests requests, Clock clock) {
        this.requests = requests;
        this.clock = clock;
    }

    /**
     * Brings the job of the payload forward, and keeps its image from becoming cold for a while. Idempotent by {@code event}; does not block.
     *
     * @param event id of the event that told of the device
     * @param payload digest of the payload; anything but a full payload that is or was in the store is passed over
     */
    public CompletionStage<Void> want(UUID event, String tenant, Sha256 payload) {
        return requests.want(event, tenant, payload, clock.instant().truncatedTo(ChronoUnit.MILLIS))
                .thenAccept(known -> {
                    if (!known) {
                        // Deltas among others, which nobody keeps warm.
                        LOG.debugf(
                                "Payload that is wanted is no full one, ignored tenant=%s payloadSha256=%s",
                                tenant, payload);
                    }
                });
    }
}
