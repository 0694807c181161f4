package io.slipway.rollout.progress.http;

import java.time.Instant;
import java.util.Collections;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.slipway.rollout.ReasonJson;
import io.slipway.rollout.deployment.Deployment;
import io.slipway.rollout.fleet.Version;

/** One device of a rollout, as those who watch see it. */
@Schema(
        name = "DeviceProgress",
        requiredProperties = {
            "deviceId",
            "deploymentId",
            "wave",
            "state",
            "cancelling",
            "versionTarget",
            "bytesDone",
            "bytesTotal",
            "bytesDownloaded"
        })
@JsonInclude(JsonInclude.Include.NON_NULL)
record DeviceProgress(
        String deviceId,
        UUID deploymentId,
        int wave,
        String state,
        @Nullable ReasonJson reason,
        boolean cancelling,
        @Nullable String versionBefore,
        @Nullable String versionAfter,
        String versionTarget,
        long bytesDone,
        long bytesTotal,
        long bytesDownloaded,
        @Nullable Instant since,
        @Nullable Instant startedAt) {

    static DeviceProgress of(Deployment deployment) {
        var times = deployment.timeline().values();
        return new DeviceProgress(
                deployment.device().id().value(),
                deployment.id().value(),
                deployment.wave(),
                deployment.state().stage().word(),
                deployment.reason().map(ReasonJson::of).orElse(null),
                deployment.cancelling(),
                deployment.before().map(Version::value).orElse(null),
                deployment.after().map(Version::value).orElse(null),
                deployment.target().value(),
                deployment.transfer().done(),
                deployment.transfer().total(),
                deployment.transfer().downloaded(),
                times.isEmpty() ? null : Collections.max(times),
                times.isEmpty() ? null : Collections.min(times));
    }
}
