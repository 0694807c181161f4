package io.slipway.rollout;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** What can be configured about this service. */
@ConfigMapping(prefix = "slipway.rollout")
public interface RolloutConfig {

    /** How often this service looks by itself for rollouts that can move on and deployments that are overdue; what reports trigger does not wait for it. */
    @WithDefault("5s")
    Duration tick();

    /** How many rollouts one tick looks at. */
    @WithDefault("200")
    @Min(1)
    @Max(10_000)
    int rolloutsPerTick();

    /** How long reports of one rollout are gathered before its gates are looked at again. */
    @WithDefault("100ms")
    Duration gather();

    /** How often a watched rollout is looked at. */
    @WithDefault("1s")
    Duration look();

    /** How many browsers may watch at the same time. */
    @WithDefault("500")
    @Min(1)
    @Max(100_000)
    int watchers();
}
