package io.slipway.rollout.campaign;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

import io.slipway.rollout.deployment.Reason;
import io.slipway.rollout.deployment.RolloutKey;
import io.slipway.rollout.deployment.Trace;

/** Starts a rollout: its devices are fixed and the first wave gets its commands. Starting a started one changes nothing. */
public final class StartRollout {

    private final Campaigns campaigns;

    public StartRollout(Campaigns campaigns) {
        this.campaigns = campaigns;
    }

    /**
     * Starts one.
     *
     * @param trace the trace of the operator's request, which all deployments will belong to
     * @return empty if there is no such rollout
     */
    public CompletionStage<Optional<Campaigns.Changed>> start(RolloutKey key, Optional<Trace> trace) {
        return campaigns.change(key, trace, StartRollout::decide);
    }

    static Transition decide(Situation situation) {
        return switch (situation.rollout().state()) {
            case RolloutState.Draft draft ->
                new Transition.Refused(new Reason(
                        Refusals.PAYLOADS_MISSING,
                        "A component of the release has no signed payload yet; the rollout becomes ready by itself."));
            case RolloutState.Ready ready -> ready.start(situation);
            case RolloutState.Running running -> new Transition.Ignored("the rollout is running already");
            case RolloutState.Paused paused ->
                new Transition.Refused(new Reason(Refusals.STATE, "The rollout is paused; resume it instead."));
            case RolloutState.Completed completed -> ended(completed);
            case RolloutState.Aborted aborted -> ended(aborted);
        };
    }

    private static Transition ended(RolloutState state) {
        return new Transition.Refused(
                new Reason(Refusals.STATE, "The rollout is " + state.word() + "; create another."));
    }
}
