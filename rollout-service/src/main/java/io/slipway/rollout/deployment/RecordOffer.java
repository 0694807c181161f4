package io.slipway.rollout.deployment;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import io.slipway.rollout.fleet.DeviceKey;

/** Notes that the gateway handed a command over. May be repeated; once the device has spoken it changes nothing. */
public final class RecordOffer {

    private final Deployments deployments;

    public RecordOffer(Deployments deployments) {
        this.deployments = deployments;
    }

    /**
     * Records one offer, inside the caller's transaction if there is one.
     *
     * @return what came of it; empty if the tenant has no such deployment
     */
    public CompletionStage<Optional<Deployment.Fold>> record(DeviceKey device, DeploymentId id, Instant at) {
        return deployments.change(device.tenant(), id, deployment -> deployment.offered(device, at));
    }
}
