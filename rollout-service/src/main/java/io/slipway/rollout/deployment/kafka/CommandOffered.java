package io.slipway.rollout.deployment.kafka;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.slipway.rollout.EventIntake;
import io.slipway.rollout.deployment.DeploymentId;
import io.slipway.rollout.fleet.DeviceId;
import io.slipway.rollout.fleet.DeviceKey;
import io.slipway.rollout.fleet.Tenant;

import static io.slipway.rollout.EventIntake.required;

/** The event of that name in {@code docs/contracts}, as far as it matters here. */
record CommandOffered(
        @Nullable String tenant,
        @Nullable String deviceId,
        @Nullable UUID deploymentId,
        @Nullable Instant offeredAt) implements EventIntake.OfTenant {

    /** What it says, in the domain's terms. */
    record Meaning(DeviceKey device, DeploymentId deployment, Instant at) {}

    Meaning meaning() {
        return new Meaning(
                new DeviceKey(new Tenant(required("tenant", tenant)), new DeviceId(required("deviceId", deviceId))),
                new DeploymentId(required("deploymentId", deploymentId)),
                required("offeredAt", offeredAt));
    }
}
