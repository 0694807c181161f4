package io.slipway.rollout.deployment;

import java.time.Clock;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Ends deployments that nothing will be heard of any more, so that neither their rollout nor their device waits for ever. */
public final class EndSilentDeployments {

    /** One call ends at most so many; the next tick goes on. */
    private static final int BATCH = 10_000;

    private final Deployments deployments;
    private final Clock clock;

    public EndSilentDeployments(Deployments deployments, Clock clock) {
        this.deployments = deployments;
        this.clock = clock;
    }

    /** Ends what is overdue now, and answers which rollouts that concerns. */
    public CompletionStage<Set<RolloutKey>> end() {
        return deployments.endSilent(clock.instant(), BATCH);
    }
}
