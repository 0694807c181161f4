package io.slipway.rollout.campaign;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

import io.slipway.rollout.deployment.Reason;
import io.slipway.rollout.deployment.RolloutKey;

/**
 * Gives a rollout up: what no device has begun is cancelled at once, devices that have begun are asked to stop. A device past the point of no return
 * finishes, and its outcome counts as it reports it. Aborting an aborted rollout changes nothing.
 */
public final class AbortRollout {

    /** The code of the reason for an abort. */
    public static final String BY_OPERATOR = "aborted-by-operator";

    private final Campaigns campaigns;

    public AbortRollout(Campaigns campaigns) {
        this.campaigns = campaigns;
    }

    /**
     * Aborts one.
     *
     * @param why the operator's own words; may be empty
     * @return empty if there is no such rollout
     */
    public CompletionStage<Optional<Campaigns.Changed>> abort(RolloutKey key, String why) {
        return campaigns.change(key, Optional.empty(), situation -> decide(situation, new Reason(BY_OPERATOR, why)));
    }

    static Transition decide(Situation situation, Reason reason) {
        return switch (situation.rollout().state()) {
            case RolloutState.Open open -> open.abort(reason);
            case RolloutState.Aborted aborted -> new Transition.Ignored("the rollout is aborted already");
            case RolloutState.Completed completed ->
                new Transition.Refused(
                        new Reason(Refusals.STATE, "The rollout is completed; there is nothing to abort."));
        };
    }
}
