package io.slipway.rollout;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import io.slipway.rollout.deployment.Reason;

/** A {@link Reason} in an answer. */
@Schema(
        name = "Reason",
        description = "Why something stopped or ended as it did. The codes are listed in docs/errors.md.",
        requiredProperties = {"code", "detail"})
public record ReasonJson(
        @Schema(description = "A stable word with hyphens.", examples = "error-limit-exceeded")
        String code,

        @Schema(description = "For people; may be empty.") String detail) {

    /** The JSON form of a reason. */
    public static ReasonJson of(Reason reason) {
        return new ReasonJson(reason.code(), reason.detail());
    }
}
