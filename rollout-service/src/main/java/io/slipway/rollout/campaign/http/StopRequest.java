package io.slipway.rollout.campaign.http;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of a request that pauses or aborts a rollout; may be left out. */
@Schema(name = "StopRollout")
record StopRequest(
        @Schema(
                description = "The operator's own words, for those who look at it later.",
                maxLength = StopRequest.MAX_REASON)
        @Nullable
        String reason) {

    /** The longest reason, in characters. */
    static final int MAX_REASON = 1000;

    StopRequest {
        if (reason != null && reason.length() > MAX_REASON) {
            throw new IllegalArgumentException(
                    "the reason has at most " + MAX_REASON + " characters, not " + reason.length());
        }
    }

    String words() {
        return reason == null ? "" : reason.strip();
    }
}
