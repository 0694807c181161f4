package io.slipway.rollout.deployment.kafka;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.slipway.rollout.EventIntake;
import io.slipway.rollout.deployment.DeploymentId;
import io.slipway.rollout.deployment.DeploymentReport;
import io.slipway.rollout.deployment.DeploymentState;
import io.slipway.rollout.deployment.Reason;
import io.slipway.rollout.deployment.Stage;
import io.slipway.rollout.deployment.Transfer;
import io.slipway.rollout.fleet.DeviceId;
import io.slipway.rollout.fleet.DeviceKey;
import io.slipway.rollout.fleet.Tenant;

import static io.slipway.rollout.EventIntake.required;

/** The event of that name in {@code docs/contracts}. */
record DeploymentReported(
        @Nullable String tenant,
        @Nullable String deviceId,
        @Nullable Long sequence,
        @Nullable UUID deploymentId,
        @Nullable String state,
        @Nullable Why reason,
        @Nullable Progress progress,
        @Nullable Long bytesDownloaded,
        @Nullable Instant receivedAt)
        implements EventIntake.OfTenant {

    /** Why it ended as it did. */
    record Why(@Nullable String code, @Nullable String detail) {}

    /** Bytes of the target. */
    record Progress(long done, long total) {}

    DeploymentReport report() {
        return new DeploymentReport(
                new DeviceKey(new Tenant(required("tenant", tenant)), new DeviceId(required("deviceId", deviceId))),
                new DeploymentId(required("deploymentId", deploymentId)),
                required("sequence", sequence),
                said(),
                new Transfer(
                        progress == null ? 0 : progress.done(),
                        progress == null ? 0 : progress.total(),
                        bytesDownloaded == null ? 0 : bytesDownloaded),
                required("receivedAt", receivedAt));
    }

    private DeploymentState.Said said() {
        String word = required("state", state);
        Stage stage = Stage.of(word).orElseThrow(() -> new IllegalArgumentException("no such state: " + word));
        return switch (stage) {
            case SCHEDULED, OFFERED -> throw new IllegalArgumentException("a device does not report " + word);
            case ACCEPTED, DOWNLOADING, INSTALLING, REBOOTING, VERIFYING -> new DeploymentState.UnderWay(stage);
            case SUCCEEDED -> new DeploymentState.Succeeded();
            case ROLLED_BACK -> new DeploymentState.RolledBack(why());
            case FAILED -> new DeploymentState.Failed(why());
            case CANCELLED -> new DeploymentState.Cancelled(why());
            case REJECTED -> new DeploymentState.Rejected(why());
        };
    }

    private Reason why() {
        Why why = required("reason", reason);
        return new Reason(required("reason.code", why.code()), required("reason.detail", why.detail()));
    }
}
