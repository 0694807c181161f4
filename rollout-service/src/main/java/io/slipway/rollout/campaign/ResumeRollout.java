package io.slipway.rollout.campaign;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

import io.slipway.rollout.deployment.Reason;
import io.slipway.rollout.deployment.RolloutKey;

/** Lets a paused rollout go on. Resuming a running one changes nothing. */
public final class ResumeRollout {

    private final Campaigns campaigns;

    public ResumeRollout(Campaigns campaigns) {
        this.campaigns = campaigns;
    }

    /**
     * Resumes one.
     *
     * @return empty if there is no such rollout
     */
    public CompletionStage<Optional<Campaigns.Changed>> resume(RolloutKey key) {
        return campaigns.change(key, Optional.empty(), ResumeRollout::decide);
    }

    static Transition decide(Situation situation) {
        return switch (situation.rollout().state()) {
            case RolloutState.Paused paused -> paused.resume(situation);
            case RolloutState.Running running -> new Transition.Ignored("the rollout is running already");
            case RolloutState.Draft draft -> refused(draft);
            case RolloutState.Ready ready -> refused(ready);
            case RolloutState.Completed completed -> refused(completed);
            case RolloutState.Aborted aborted -> refused(aborted);
        };
    }

    private static Transition refused(RolloutState state) {
        return new Transition.Refused(
                new Reason(Refusals.STATE, "Only a paused rollout can be resumed; this one is " + state.word() + "."));
    }
}
