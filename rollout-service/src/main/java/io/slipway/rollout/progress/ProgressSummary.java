package io.slipway.rollout.progress;

import java.util.List;

import io.slipway.rollout.campaign.Situation;
import io.slipway.rollout.deployment.Deployment;

/**
 * One look at a rollout.
 *
 * @param devices the deployments that deserve attention first, at most as many as were asked for
 * @param omitted how many deployments more there are
 */
public record ProgressSummary(Situation situation, List<Deployment> devices, int omitted) {

    public ProgressSummary {
        devices = List.copyOf(devices);
    }
}
