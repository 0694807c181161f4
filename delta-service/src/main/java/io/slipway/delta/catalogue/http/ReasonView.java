package io.slipway.delta.catalogue.http;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import io.slipway.delta.generation.Reason;

/** A reason as JSON. */
@Schema(name = "Reason")
public record ReasonView(
        @Schema(required = true, description = "A stable word of docs/errors.md.")
        String code,

        @Schema(required = true) String detail) {

    static ReasonView of(Reason reason) {
        return new ReasonView(reason.code(), reason.detail());
    }
}
