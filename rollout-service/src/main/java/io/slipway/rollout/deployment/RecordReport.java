package io.slipway.rollout.deployment;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

import io.slipway.rollout.fleet.Fleet;

/** Folds what a device said about a deployment into it. May be repeated with the same report. */
public final class RecordReport {

    private final Deployments deployments;
    private final Fleet fleet;

    public RecordReport(Deployments deployments, Fleet fleet) {
        this.deployments = deployments;
        this.fleet = fleet;
    }

    /**
     * Records one report, inside the caller's transaction if there is one.
     *
     * @return what came of it; empty if the device's tenant has no such deployment
     */
    public CompletionStage<Optional<Deployment.Fold>> record(DeploymentReport report) {
        return fleet.seen(report.device(), report.receivedAt())
                .thenCompose(seen -> deployments.change(
                        report.device().tenant(), report.deployment(), deployment -> deployment.fold(report)));
    }
}
