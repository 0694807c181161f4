package io.slipway.rollout.campaign.postgres;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import io.slipway.events.Event;
import io.slipway.rollout.Database;
import io.slipway.rollout.Topics;
import io.slipway.rollout.campaign.Rollout;
import io.slipway.rollout.campaign.RolloutState;

/** The event of that name in {@code docs/contracts}: a rollout entered a state, or the next wave. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RolloutStateChanged(
        String tenant,
        String rolloutId,
        String name,
        String state,
        @Nullable Integer wave,
        @Nullable String reason,
        Instant changedAt) {

    static RolloutStateChanged of(Rollout rollout) {
        RolloutState state = rollout.state();
        return new RolloutStateChanged(
                rollout.key().tenant().value(),
                rollout.key().id().toString(),
                rollout.plan().name(),
                state.word(),
                StateColumns.of(state).wave(),
                reason(state),
                rollout.changedAt());
    }

    Event event(Rollout rollout, Database database) {
        return Event.of(
                Topics.ROLLOUTS,
                rollout.key().toString(),
                "RolloutStateChanged",
                rollout.changedAt(),
                database.write(this));
    }

    private static @Nullable String reason(RolloutState state) {
        return switch (state) {
            case RolloutState.Paused paused -> paused.reason().toString();
            case RolloutState.Aborted aborted -> aborted.reason().toString();
            case RolloutState.Draft draft -> null;
            case RolloutState.Ready ready -> null;
            case RolloutState.Running running -> null;
            case RolloutState.Completed completed -> null;
        };
    }
}
