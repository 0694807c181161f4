package io.slipway.rollout.campaign;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.slipway.rollout.deployment.RolloutKey;
import io.slipway.rollout.wave.WavePlan;

/**
 * Takes every step that a rollout can take by itself now: a draft becomes ready, the next wave starts, a limit pauses it, the last outcome completes it.
 *
 * <p>Safe to call at any time and any number of times; it looks at the database, not at who called.
 */
public final class AdvanceRollout {

    /** More steps in a row than a rollout has waves would be a loop. */
    private static final int MOST_STEPS = WavePlan.MAX_WAVES + 2;

    private final Campaigns campaigns;

    public AdvanceRollout(Campaigns campaigns) {
        this.campaigns = campaigns;
    }

    /** Advances one rollout until nothing moves any more; each step is a transaction. */
    public CompletionStage<Void> advance(RolloutKey key) {
        return steps(key, MOST_STEPS);
    }

    private CompletionStage<Void> steps(RolloutKey key, int left) {
        return campaigns
                .change(key, Optional.empty(), AdvanceRollout::decide)
                .thenCompose(changed -> left > 1 && moved(changed) ? steps(key, left - 1) : nothing());
    }

    static Transition decide(Situation situation) {
        return switch (situation.rollout().state()) {
            case RolloutState.Draft draft -> draft.prepare(situation.release());
            case RolloutState.Running running -> running.advance(situation);
            case RolloutState.Ready ready -> waits(ready);
            case RolloutState.Paused paused -> waits(paused);
            case RolloutState.Completed completed -> waits(completed);
            case RolloutState.Aborted aborted -> waits(aborted);
        };
    }

    private static Transition waits(RolloutState state) {
        return new Transition.Ignored("a rollout that is " + state.word() + " does not move by itself");
    }

    private static boolean moved(Optional<Campaigns.Changed> changed) {
        return changed.isPresent() && changed.get().transition() instanceof Transition.Moved;
    }

    private static CompletionStage<Void> nothing() {
        return CompletableFuture.completedFuture(null);
    }
}
