package io.slipway.rollout.campaign.postgres;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.jspecify.annotations.Nullable;

import io.slipway.rollout.FilterJson;
import io.slipway.rollout.QuantityJson;
import io.slipway.rollout.campaign.Rollout;
import io.slipway.rollout.campaign.RolloutPlan;
import io.slipway.rollout.campaign.RolloutState;
import io.slipway.rollout.deployment.RolloutId;
import io.slipway.rollout.deployment.RolloutKey;
import io.slipway.rollout.deployment.Trace;
import io.slipway.rollout.fleet.Tenant;
import io.slipway.rollout.release.ReleaseId;
import io.slipway.rollout.wave.SuccessThreshold;

/** A row of the table {@code rollout}; the state's own data is spread over columns by {@link StateColumns}. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record RolloutRow(
        String tenant,
        UUID rolloutId,
        String name,
        UUID releaseId,
        FilterJson filter,
        List<QuantityJson> waves,
        int successThreshold,
        QuantityJson errorLimit,
        long patienceSeconds,
        String state,
        @Nullable String reasonCode,
        @Nullable String reasonDetail,
        @Nullable Integer wave,
        @Nullable Integer waveCount,
        @Nullable Integer borneFailures,
        @Nullable Integer waivedWave,
        @Nullable String traceparent,
        Instant createdAt,
        @Nullable Instant startedAt,
        Instant changedAt) {

    static RolloutRow of(Rollout rollout) {
        RolloutPlan plan = rollout.plan();
        StateColumns state = StateColumns.of(rollout.state());
        return new RolloutRow(
                rollout.key().tenant().value(),
                rollout.key().id().value(),
                plan.name(),
                plan.release().value(),
                FilterJson.of(plan.filter()),
                plan.waves().sizes().stream().map(QuantityJson::of).toList(),
                plan.threshold().percent(),
                QuantityJson.of(plan.errorLimit()),
                plan.patience().toSeconds(),
                rollout.state().word(),
                state.reasonCode(),
                state.reasonDetail(),
                state.wave(),
                state.waveCount(),
                state.borneFailures(),
                state.waivedWave(),
                rollout.trace().map(Trace::traceparent).orElse(null),
                rollout.createdAt(),
                rollout.startedAt().orElse(null),
                rollout.changedAt());
    }

    Rollout rollout() {
        RolloutPlan plan = new RolloutPlan(
                name,
                new ReleaseId(releaseId),
                filter.filter(),
                QuantityJson.plan(waves),
                new SuccessThreshold(successThreshold),
                errorLimit.limit(),
                Duration.ofSeconds(patienceSeconds));
        return new Rollout(
                new RolloutKey(new Tenant(tenant), new RolloutId(rolloutId)),
                plan,
                stateOfColumns(),
                Optional.ofNullable(traceparent).map(Trace::new),
                createdAt,
                Optional.ofNullable(startedAt),
                changedAt);
    }

    private RolloutState stateOfColumns() {
        return new StateColumns(reasonCode, reasonDetail, wave, waveCount, borneFailures, waivedWave).state(state);
    }
}
