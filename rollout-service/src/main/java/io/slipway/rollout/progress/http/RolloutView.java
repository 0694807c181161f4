package io.slipway.rollout.progress.http;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.slipway.rollout.FilterJson;
import io.slipway.rollout.QuantityJson;
import io.slipway.rollout.ReasonJson;
import io.slipway.rollout.campaign.Rollout;
import io.slipway.rollout.campaign.RolloutPlan;
import io.slipway.rollout.campaign.RolloutState;
import io.slipway.rollout.campaign.Situation;
import io.slipway.rollout.deployment.Trace;
import io.slipway.rollout.release.Release;
import io.slipway.rollout.wave.WavePlan;
import io.slipway.rollout.wave.WaveTally;

/** A rollout in an answer. */
@Schema(
        name = "Rollout",
        requiredProperties = {
            "id",
            "name",
            "state",
            "release",
            "filter",
            "plannedWaves",
            "successThreshold",
            "errorLimit",
            "deploymentTimeout",
            "deviceCount",
            "waves",
            "createdAt",
            "changedAt"
        })
@JsonInclude(JsonInclude.Include.NON_NULL)
record RolloutView(
        UUID id,
        String name,

        @Schema(enumeration = {"draft", "ready", "running", "paused", "completed", "aborted"})
        String state,

        @Nullable ReasonJson reason,
        Of release,
        FilterJson filter,
        List<QuantityJson> plannedWaves,
        int successThreshold,
        QuantityJson errorLimit,
        @Schema(format = "duration") String deploymentTimeout,

        @Schema(description = "Before the start: how many devices match now. Then: how many it has.")
        int deviceCount,

        @Schema(description = "Before the start: what they would be now.")
        List<WaveView> waves,

        @Schema(description = "Finds the trace of the start in all its deployments.") @Nullable
        String traceId,

        Instant createdAt,
        @Nullable Instant startedAt,
        Instant changedAt) {

    /** What is rolled out. */
    @Schema(
            name = "RolloutRelease",
            requiredProperties = {"id", "name", "version", "payloadsReady", "withdrawn"})
    record Of(UUID id, String name, String version, boolean payloadsReady, boolean withdrawn) {

        static Of of(Release release) {
            return new Of(
                    release.id().value(),
                    release.name(),
                    release.version().value(),
                    release.payloadsReady(),
                    release.withdrawal().isPresent());
        }
    }

    static RolloutView of(Situation situation) {
        Rollout rollout = situation.rollout();
        RolloutPlan plan = rollout.plan();
        boolean planned = situation.waves().isEmpty();
        List<WaveView> waves = planned
                ? planned(plan.waves(), situation.selected())
                : situation.waves().stream().map(WaveView::of).toList();
        return new RolloutView(
                rollout.key().id().value(),
                plan.name(),
                rollout.state().word(),
                why(rollout.state()),
                Of.of(situation.release()),
                FilterJson.of(plan.filter()),
                plan.waves().sizes().stream().map(QuantityJson::of).toList(),
                plan.threshold().percent(),
                QuantityJson.of(plan.errorLimit()),
                plan.patience().toString(),
                planned ? situation.selected() : situation.devices(),
                waves,
                rollout.trace().map(Trace::id).orElse(null),
                rollout.createdAt(),
                rollout.startedAt().orElse(null),
                rollout.changedAt());
    }

    /** What the waves would be if it started now. */
    private static List<WaveView> planned(WavePlan plan, int devices) {
        List<Integer> sizes = plan.split(devices);
        return IntStream.range(0, sizes.size())
                .mapToObj(i -> WaveView.of(new WaveTally(i + 1, sizes.get(i), Map.of(), 0)))
                .toList();
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
