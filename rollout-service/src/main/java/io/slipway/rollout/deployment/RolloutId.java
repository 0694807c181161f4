package io.slipway.rollout.deployment;

import java.util.UUID;

/** Names a rollout. */
public record RolloutId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
