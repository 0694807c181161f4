package io.slipway.rollout.fleet;

import java.time.Instant;

/** Something that happened to a device, as the device-gateway published it. */
public sealed interface DeviceFact {

    /** The device it happened to. */
    DeviceKey device();

    /** The device was given a certificate. */
    record Enrolled(DeviceKey device, DeviceType type, Instant at) implements DeviceFact {}

    /** The device's certificate was taken away. */
    record Revoked(DeviceKey device, String reason, Instant at) implements DeviceFact {}

    /** The device said what it is and what it runs. */
    record StatusReported(DeviceKey device, DeviceType type, Inventory inventory, Instant at) implements DeviceFact {}
}
