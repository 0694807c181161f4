package io.slipway.rollout.progress.http;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import io.slipway.rollout.progress.ProgressSummary;

/**
 * The data of a {@code progress} event: the fields of a rollout, and its foremost devices.
 *
 * @param devicesOmitted how many deployments more there are
 */
@Schema(
        name = "Progress",
        requiredProperties = {
            "id",
            "name",
            "state",
            "release",
            "filter",
            "plannedWaves",
            "successThreshold",
            "errorLimit",
            "deploymentTimeout",
            "deviceCount",
            "waves",
            "createdAt",
            "changedAt",
            "devices",
            "devicesOmitted"
        },
        description = "The fields of a rollout, and its foremost devices.")
record ProgressView(@JsonUnwrapped RolloutView rollout, List<DeviceProgress> devices, int devicesOmitted) {

    static ProgressView of(ProgressSummary summary) {
        return new ProgressView(
                RolloutView.of(summary.situation()),
                summary.devices().stream().map(DeviceProgress::of).toList(),
                summary.omitted());
    }
}
