package io.slipway.rollout.deployment;

/** Is told after deployments of a rollout changed and the change was committed. Must return at once and never throw. */
public interface DeploymentWatcher {

    /** Deployments of this rollout changed. */
    void deploymentsChanged(RolloutKey rollout);
}
