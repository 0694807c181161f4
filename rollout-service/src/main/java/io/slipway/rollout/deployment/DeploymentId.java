package io.slipway.rollout.deployment;

import java.util.UUID;

/** Names one device's part in one rollout. */
public record DeploymentId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
