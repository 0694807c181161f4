package io.slipway.delta.catalogue.http;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import io.slipway.delta.generation.StoredPayload;

/** A payload as JSON. */
@Schema(name = "Payload")
public record PayloadView(
        @Schema(required = true, pattern = "[0-9a-f]{64}") String sha256,

        @Schema(required = true, description = "Bytes.") long length,

        @Schema(required = true, pattern = "[0-9a-f]{64}") String indexSha256,

        @Schema(required = true, description = "Bytes.") long indexLength) {

    static PayloadView of(StoredPayload payload) {
        return new PayloadView(
                payload.sha256().hex(),
                payload.length(),
                payload.index().sha256().hex(),
                payload.index().length());
    }
}
