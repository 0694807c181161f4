package io.slipway.delta.versions;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

import io.slipway.payload.index.Sha256;

/** Takes in who wants a full payload, and brings its job forward. Each method is one transaction and does not block. */
public interface WarmRequests {

    /**
     * Somebody asked for a full payload by its digest.
     *
     * @param event the event that told so; a second call for it has no effect
     * @return whether it is, or was, the full payload of an image
     */
    CompletionStage<Boolean> want(UUID event, String tenant, Sha256 payload, Instant now);

    /** An operator wants the full payload of a job. */
    CompletionStage<Warming> warm(String tenant, UUID job, Instant now);

    /** What came of it. */
    enum Warming {
        /** The payload is there, or is being made. */
        WANTED,
        /** The tenant has no such job. */
        UNKNOWN,
        /** The job is not that of a full payload; others are not warm or cold. */
        NOT_FULL
    }
}
