package io.slipway.rollout.fleet.kafka;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.slipway.rollout.EventIntake;
import io.slipway.rollout.fleet.DeviceFact;
import io.slipway.rollout.fleet.DeviceId;
import io.slipway.rollout.fleet.DeviceKey;
import io.slipway.rollout.fleet.DeviceType;
import io.slipway.rollout.fleet.Tenant;

import static io.slipway.rollout.EventIntake.required;

/** The event of that name in {@code docs/contracts}, as far as it matters here. */
record DeviceEnrolled(
        @Nullable String tenant,
        @Nullable String deviceId,
        @Nullable String deviceType,
        @Nullable Instant enrolledAt) implements EventIntake.OfTenant {

    DeviceFact fact() {
        return new DeviceFact.Enrolled(
                new DeviceKey(new Tenant(required("tenant", tenant)), new DeviceId(required("deviceId", deviceId))),
                new DeviceType(required("deviceType", deviceType)),
                required("enrolledAt", enrolledAt));
    }
}
