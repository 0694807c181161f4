package io.slipway.rollout.deployment.postgres;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.jspecify.annotations.Nullable;

import io.slipway.rollout.deployment.Deployment;
import io.slipway.rollout.deployment.DeploymentId;
import io.slipway.rollout.deployment.DeploymentState;
import io.slipway.rollout.deployment.Reason;
import io.slipway.rollout.deployment.RolloutId;
import io.slipway.rollout.deployment.RolloutKey;
import io.slipway.rollout.deployment.Stage;
import io.slipway.rollout.deployment.Transfer;
import io.slipway.rollout.fleet.DeviceId;
import io.slipway.rollout.fleet.DeviceKey;
import io.slipway.rollout.fleet.Tenant;
import io.slipway.rollout.fleet.Version;

/** A row of the table {@code deployment}. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record DeploymentRow(
        UUID deploymentId,
        String tenant,
        UUID rolloutId,
        int wave,
        String deviceId,
        String stage,
        boolean presumed,
        @Nullable String reasonCode,
        @Nullable String reasonDetail,
        long sequence,
        long bytesDone,
        long bytesTotal,
        long bytesDownloaded,
        boolean cancelling,
        @Nullable String versionBefore,
        String versionTarget,
        Map<String, Instant> timeline,
        @Nullable Instant deadline,
        long patienceSeconds,
        @Nullable String traceId) {

    static DeploymentRow of(Deployment deployment) {
        Optional<Reason> reason = deployment.reason();
        Map<String, Instant> timeline = new TreeMap<>();
        deployment.timeline().forEach((stage, at) -> timeline.put(stage.word(), at));
        return new DeploymentRow(
                deployment.id().value(),
                deployment.device().tenant().value(),
                deployment.rollout().id().value(),
                deployment.wave(),
                deployment.device().id().value(),
                deployment.state().stage().word(),
                deployment.state() instanceof DeploymentState.Presumed,
                reason.map(Reason::code).orElse(null),
                reason.map(Reason::detail).orElse(null),
                deployment.sequence(),
                deployment.transfer().done(),
                deployment.transfer().total(),
                deployment.transfer().downloaded(),
                deployment.cancelling(),
                deployment.before().map(Version::value).orElse(null),
                deployment.target().value(),
                timeline,
                deployment.deadline().orElse(null),
                deployment.patience().toSeconds(),
                deployment.traceId().orElse(null));
    }

    Deployment deployment() {
        Tenant owner = new Tenant(tenant);
        Map<Stage, Instant> reached = new EnumMap<>(Stage.class);
        timeline.forEach((word, at) -> reached.put(stage(word), at));
        return new Deployment(
                new DeploymentId(deploymentId),
                new RolloutKey(owner, new RolloutId(rolloutId)),
                new DeviceKey(owner, new DeviceId(deviceId)),
                wave,
                state(),
                sequence,
                new Transfer(bytesDone, bytesTotal, bytesDownloaded),
                cancelling,
                Optional.ofNullable(versionBefore).map(Version::new),
                new Version(versionTarget),
                reached,
                Optional.ofNullable(deadline),
                Duration.ofSeconds(patienceSeconds),
                Optional.ofNullable(traceId));
    }

    private DeploymentState state() {
        Stage at = stage(stage);
        return switch (at) {
            case SCHEDULED -> new DeploymentState.Scheduled();
            case OFFERED -> new DeploymentState.Offered();
            case ACCEPTED, DOWNLOADING, INSTALLING, REBOOTING, VERIFYING -> new DeploymentState.UnderWay(at);
            case SUCCEEDED -> ended(new DeploymentState.Succeeded());
            case ROLLED_BACK -> ended(new DeploymentState.RolledBack(reason()));
            case FAILED -> ended(new DeploymentState.Failed(reason()));
            case CANCELLED -> ended(new DeploymentState.Cancelled(reason()));
            case REJECTED -> ended(new DeploymentState.Rejected(reason()));
        };
    }

    private DeploymentState ended(DeploymentState.Finished outcome) {
        return presumed ? new DeploymentState.Presumed(outcome) : outcome;
    }

    private Reason reason() {
        if (reasonCode == null) {
            throw new IllegalStateException("deployment " + deploymentId + " ended as " + stage + " without a reason");
        }
        return new Reason(reasonCode, reasonDetail == null ? "" : reasonDetail);
    }

    private static Stage stage(String word) {
        return Stage.of(word).orElseThrow(() -> new IllegalStateException("no such stage: " + word));
    }
}
