package io.slipway.rollout.campaign.http;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.slipway.rollout.campaign.Rollout;
import io.slipway.rollout.campaign.RolloutState;
import io.slipway.rollout.deployment.Reason;

/** What an operator's command made of a rollout. */
@Schema(name = "RolloutState")
@JsonInclude(JsonInclude.Include.NON_NULL)
record RolloutAnswer(
        UUID id,
        String name,

        @Schema(enumeration = {"draft", "ready", "running", "paused", "completed", "aborted"})
        String state,

        @Nullable Why reason,
        Instant changedAt) {

    /** Why it was paused or aborted. */
    @Schema(name = "Reason")
    record Why(String code, String detail) {

        static Why of(Reason reason) {
            return new Why(reason.code(), reason.detail());
        }
    }

    static RolloutAnswer of(Rollout rollout) {
        return new RolloutAnswer(
                rollout.key().id().value(),
                rollout.plan().name(),
                rollout.state().word(),
                why(rollout.state()),
                rollout.changedAt());
    }

    private static @Nullable Why why(RolloutState state) {
        return switch (state) {
            case RolloutState.Paused paused -> Why.of(paused.reason());
            case RolloutState.Aborted aborted -> Why.of(aborted.reason());
            case RolloutState.Draft draft -> null;
            case RolloutState.Ready ready -> null;
            case RolloutState.Running running -> null;
            case RolloutState.Completed completed -> null;
        };
    }
}
