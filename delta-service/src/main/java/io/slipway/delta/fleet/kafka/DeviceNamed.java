package io.slipway.delta.fleet.kafka;

import org.jspecify.annotations.Nullable;

import io.slipway.delta.EventIntake;
import io.slipway.delta.fleet.DeviceKey;

import static io.slipway.delta.EventIntake.required;

/** As much of {@code DeviceEnrolled} and {@code DeviceRevoked} as this service reads. */
record DeviceNamed(@Nullable String tenant, @Nullable String deviceId) implements EventIntake.OfTenant {

    DeviceKey device() {
        return new DeviceKey(required("tenant", tenant), required("deviceId", deviceId));
    }
}
