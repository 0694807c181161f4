package io.slipway.rollout.campaign;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

import io.slipway.rollout.deployment.Reason;
import io.slipway.rollout.deployment.RolloutKey;

/** Holds a running rollout: no further wave starts, devices that have begun go on. Pausing a paused one changes nothing. */
public final class PauseRollout {

    /** The code of the reason for a pause that an operator wanted. */
    public static final String BY_OPERATOR = "paused-by-operator";

    private final Campaigns campaigns;

    public PauseRollout(Campaigns campaigns) {
        this.campaigns = campaigns;
    }

    /**
     * Pauses one.
     *
     * @param why the operator's own words; may be empty
     * @return empty if there is no such rollout
     */
    public CompletionStage<Optional<Campaigns.Changed>> pause(RolloutKey key, String why) {
        return campaigns.change(key, Optional.empty(), situation -> decide(situation, new Reason(BY_OPERATOR, why)));
    }

    static Transition decide(Situation situation, Reason reason) {
        return switch (situation.rollout().state()) {
            case RolloutState.Running running -> running.pause(reason);
            case RolloutState.Paused paused -> new Transition.Ignored("the rollout is paused already");
            case RolloutState.Draft draft -> refused(draft);
            case RolloutState.Ready ready -> refused(ready);
            case RolloutState.Completed completed -> refused(completed);
            case RolloutState.Aborted aborted -> refused(aborted);
        };
    }

    private static Transition refused(RolloutState state) {
        return new Transition.Refused(
                new Reason(Refusals.STATE, "Only a running rollout can be paused; this one is " + state.word() + "."));
    }
}
