package io.slipway.rollout.campaign.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.slipway.rollout.FilterJson;
import io.slipway.rollout.QuantityJson;
import io.slipway.rollout.campaign.RolloutPlan;
import io.slipway.rollout.fleet.DeviceFilter;
import io.slipway.rollout.release.ReleaseId;
import io.slipway.rollout.wave.ErrorLimit;
import io.slipway.rollout.wave.SuccessThreshold;
import io.slipway.rollout.wave.WavePlan;

/** The body of a request that creates a rollout. */
@Schema(name = "NewRollout")
record RolloutRequest(
        @Schema(required = true, maxLength = RolloutPlan.MAX_NAME, examples = "Debian 2 to the north site") @Nullable
        String name,

        @Schema(required = true) @Nullable UUID releaseId,

        @Schema(description = "Which devices; all of the release's types if absent.") @Nullable
        FilterJson filter,

        @Schema(
                maxItems = WavePlan.MAX_WAVES,
                description =
                        "The sizes of the waves, in order. Devices that no wave takes form one more wave; `{}` at the end says so. Absent: one wave of all.")
        @Nullable
        List<QuantityJson> waves,

        @Schema(
                minimum = "1",
                maximum = "100",
                defaultValue = "90",
                description =
                        "The percentage of a wave's devices that must succeed before the next wave starts. Skipped and cancelled ones do not count.")
        @Nullable
        Integer successThreshold,

        @Schema(
                description =
                        "How many failed or rolled-back devices the rollout bears; one more pauses it. Absent: 10 percent.")
        @Nullable
        QuantityJson errorLimit,

        @Schema(
                format = "duration",
                defaultValue = "PT24H",
                description =
                        "How long nothing may be heard of a device before its deployment fails; ISO 8601, from PT1S to P90D.")
        @Nullable
        String deploymentTimeout) {

    /**
     * What the operator wants.
     *
     * @throws IllegalArgumentException with what is wrong
     */
    RolloutPlan plan() {
        return new RolloutPlan(
                required("name", name),
                new ReleaseId(required("releaseId", releaseId)),
                filter == null ? DeviceFilter.ALL : filter.filter(),
                waves == null ? new WavePlan(List.of()) : QuantityJson.plan(waves),
                successThreshold == null ? SuccessThreshold.USUAL : new SuccessThreshold(successThreshold),
                errorLimit == null ? ErrorLimit.USUAL : errorLimit.limit(),
                deploymentTimeout == null ? RolloutPlan.USUAL_PATIENCE : duration(deploymentTimeout));
    }

    private static Duration duration(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "deploymentTimeout '" + text + "' is no ISO 8601 duration such as PT24H", e);
        }
    }

    private static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException("the field " + field + " is missing");
        }
        return value;
    }
}
