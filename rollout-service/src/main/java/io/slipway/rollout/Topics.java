package io.slipway.rollout;

/** The Kafka topics that this service writes; see {@code docs/contracts}. */
public final class Topics {

    /** The pending command of each device, compacted. */
    public static final String COMMANDS = "slipway.rollout.deployment.v1";

    /** What happens to rollouts. */
    public static final String ROLLOUTS = "slipway.rollout.rollout.v1";

    private Topics() {}
}
