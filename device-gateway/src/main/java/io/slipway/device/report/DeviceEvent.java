package io.slipway.device.report;

import java.time.Instant;
import java.util.UUID;

import io.slipway.device.identity.DeviceName;

/** What the gateway tells the platform about a device on the topic {@code slipway.device.report.v1}. */
public sealed interface DeviceEvent {

    /** The device that it is about; taken from its certificate or its topic, never from what it says. */
    DeviceName device();

    /** The device reported ({@code DeploymentReported} or {@code DeviceStatusReported}). */
    record Reported(DeviceName device, Report report, Instant receivedAt) implements DeviceEvent {}

    /** The pending command was handed over ({@code CommandOffered}). */
    record CommandOffered(DeviceName device, UUID deploymentId, Channel channel, Instant offeredAt)
            implements DeviceEvent {}
}
