package io.slipway.rollout.campaign.http;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of a request that pauses or aborts a rollout; may be left out. */
@Schema(name = "StopRollout")
record StopRequest(
        @Schema(description = "The operator's own words, for those who look at it later.", maxLength = 1000) @Nullable
        String reason) {

    String words() {
        return reason == null ? "" : reason.strip();
    }
}
