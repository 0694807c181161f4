package io.slipway.rollout.fleet.kafka;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.slipway.rollout.EventIntake;
import io.slipway.rollout.fleet.DeviceFact;
import io.slipway.rollout.fleet.DeviceId;
import io.slipway.rollout.fleet.DeviceKey;
import io.slipway.rollout.fleet.Tenant;

import static io.slipway.rollout.EventIntake.required;

/** The event of that name in {@code docs/contracts}. */
record DeviceRevoked(
        @Nullable String tenant,
        @Nullable String deviceId,
        @Nullable String reason,
        @Nullable Instant revokedAt) implements EventIntake.OfTenant {

    DeviceFact fact() {
        return new DeviceFact.Revoked(
                new DeviceKey(new Tenant(required("tenant", tenant)), new DeviceId(required("deviceId", deviceId))),
                required("reason", reason),
                required("revokedAt", revokedAt));
    }
}
