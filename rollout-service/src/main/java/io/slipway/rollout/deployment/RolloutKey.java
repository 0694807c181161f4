package io.slipway.rollout.deployment;

import io.slipway.rollout.fleet.Tenant;

/** A rollout and the tenant it belongs to. */
public record RolloutKey(Tenant tenant, RolloutId id) {

    /** The key as it stands on Kafka: {@code {tenant}/{rolloutId}}. */
    @Override
    public String toString() {
        return tenant + "/" + id;
    }
}
