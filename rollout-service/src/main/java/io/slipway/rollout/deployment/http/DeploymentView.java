package io.slipway.rollout.deployment.http;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.slipway.rollout.ReasonJson;
import io.slipway.rollout.deployment.Deployment;
import io.slipway.rollout.deployment.DeploymentState;
import io.slipway.rollout.fleet.Version;

/** A deployment in an answer. */
@Schema(
        name = "Deployment",
        requiredProperties = {
            "id",
            "rolloutId",
            "deviceId",
            "wave",
            "state",
            "presumed",
            "cancelling",
            "versionTarget",
            "bytesDone",
            "bytesTotal",
            "bytesDownloaded",
            "timeline"
        })
@JsonInclude(JsonInclude.Include.NON_NULL)
record DeploymentView(
        UUID id,
        UUID rolloutId,
        String deviceId,
        int wave,

        @Schema(
                enumeration = {
                    "scheduled",
                    "offered",
                    "accepted",
                    "downloading",
                    "installing",
                    "rebooting",
                    "verifying",
                    "succeeded",
                    "rolled-back",
                    "failed",
                    "cancelled",
                    "rejected"
                })
        String state,

        @Nullable ReasonJson reason,

        @Schema(
                description =
                        "The server ended it without a word of the device; what the device says later replaces it.")
        boolean presumed,

        @Schema(description = "The device was asked to stop and has not answered.")
        boolean cancelling,

        @Schema(description = "What ran in the release's first component when the wave started.") @Nullable
        String versionBefore,

        @Schema(description = "What runs there afterwards, once it has ended.") @Nullable
        String versionAfter,

        String versionTarget,
        long bytesDone,
        long bytesTotal,
        long bytesDownloaded,

        @Schema(description = "When each state was reached first.")
        Map<String, Instant> timeline,

        @Schema(description = "When it ends by itself if nothing is heard.") @Nullable
        Instant deadline,

        @Schema(description = "Finds the trace from the operator's start to the device's reports.") @Nullable
        String traceId) {

    static DeploymentView of(Deployment deployment) {
        Map<String, Instant> timeline = new LinkedHashMap<>();
        deployment.timeline().forEach((stage, at) -> timeline.put(stage.word(), at));
        return new DeploymentView(
                deployment.id().value(),
                deployment.rollout().id().value(),
                deployment.device().id().value(),
                deployment.wave(),
                deployment.state().stage().word(),
                deployment.reason().map(ReasonJson::of).orElse(null),
                deployment.state() instanceof DeploymentState.Presumed,
                deployment.cancelling(),
                deployment.before().map(Version::value).orElse(null),
                deployment.after().map(Version::value).orElse(null),
                deployment.target().value(),
                deployment.transfer().done(),
                deployment.transfer().total(),
                deployment.transfer().downloaded(),
                timeline,
                deployment.deadline().orElse(null),
                deployment.traceId().orElse(null));
    }
}
