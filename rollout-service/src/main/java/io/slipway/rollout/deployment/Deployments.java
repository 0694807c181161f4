package io.slipway.rollout.deployment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import io.slipway.rollout.fleet.DeviceId;
import io.slipway.rollout.fleet.DeviceKey;
import io.slipway.rollout.fleet.Tenant;

/** Where the deployments are kept. Calls inside one transaction of the caller join it. */
public interface Deployments {

    /**
     * Lets {@code decision} change one deployment while its row is locked. A deployment that ends leaves a tombstone for its device in the outbox, in
     * the same transaction.
     *
     * @return what the decision was; empty if the tenant has no such deployment
     */
    CompletionStage<Optional<Deployment.Fold>> change(
            Tenant tenant, DeploymentId id, Function<Deployment, Deployment.Fold> decision);

    /**
     * Ends deployments whose deadline passed, or whose device was revoked, with one statement, tombstones included.
     *
     * @param limit how many at most; the rest waits for the next call
     * @return the rollouts they belong to
     */
    CompletionStage<Set<RolloutKey>> endSilent(Instant now, int limit);

    /** One deployment. */
    CompletionStage<Optional<Deployment>> find(Tenant tenant, DeploymentId id);

    /**
     * Deployments of a rollout in the order of their devices' ids.
     *
     * @param stages only these; empty means any
     * @param after only devices behind this id
     * @return empty if there is no such rollout
     */
    CompletionStage<Optional<List<Deployment>>> list(
            RolloutKey rollout, Set<Stage> stages, Optional<DeviceId> after, int limit);

    /** The deployments of a rollout, those that deserve attention first: gone wrong, at work, rejected, waiting, and the rest. */
    CompletionStage<List<Deployment>> foremost(RolloutKey rollout, int limit);

    /** The deployments of one device, the newest first. */
    CompletionStage<List<Deployment>> of(DeviceKey device, int limit);
}
