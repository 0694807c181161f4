package io.slipway.rollout.deployment;

import java.time.Instant;

import io.slipway.rollout.fleet.DeviceKey;

/**
 * One report of a device about one deployment.
 *
 * @param device who says it, as the gateway authenticated it
 * @param sequence the number of the report; it rises per device
 * @param said the state the device is in
 * @param transfer how far the bytes are
 * @param receivedAt when the gateway had it
 */
public record DeploymentReport(
        DeviceKey device,
        DeploymentId deployment,
        long sequence,
        DeploymentState.Said said,
        Transfer transfer,
        Instant receivedAt) {

    public DeploymentReport {
        if (sequence < 1) {
            throw new IllegalArgumentException("reports are counted from 1, this one is " + sequence);
        }
    }
}
