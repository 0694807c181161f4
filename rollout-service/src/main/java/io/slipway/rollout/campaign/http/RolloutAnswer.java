package io.slipway.rollout.campaign.http;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.slipway.rollout.ReasonJson;
import io.slipway.rollout.campaign.Rollout;
import io.slipway.rollout.campaign.RolloutState;

/** What an operator's command made of a rollout. */
@Schema(
        name = "RolloutState",
        requiredProperties = {"id", "name", "state", "changedAt"})
@JsonInclude(JsonInclude.Include.NON_NULL)
record RolloutAnswer(
        UUID id,
        String name,

        @Schema(enumeration = {"draft", "ready", "running", "paused", "completed", "aborted"})
        String state,

        @Nullable ReasonJson reason,
        Instant changedAt) {

    static RolloutAnswer of(Rollout rollout) {
        return new RolloutAnswer(
                rollout.key().id().value(),
                rollout.plan().name(),
                rollout.state().word(),
                why(rollout.state()),
                rollout.changedAt());
    }

    private static @Nullable ReasonJson why(RolloutState state) {
        return switch (state) {
            case RolloutState.Paused paused -> ReasonJson.of(paused.reason());
            case RolloutState.Aborted aborted -> ReasonJson.of(aborted.reason());
            case RolloutState.Draft draft -> null;
            case RolloutState.Ready ready -> null;
            case RolloutState.Running running -> null;
            case RolloutState.Completed completed -> null;
        };
    }
}
