package io.slipway.rollout.wave;

import io.slipway.rollout.deployment.Reason;
import io.slipway.rollout.deployment.Stage;

/**
 * The share of a wave's deployments that must succeed before the next wave starts.
 *
 * <p>Skipped and cancelled deployments say nothing about the release and do not count. The verdict falls as soon as the rest of the wave cannot change
 * it: so a device that is switched off does not hold up a wave that has proven itself, nor does a wave that has failed wait for it.
 *
 * @param percent 1 to 100
 */
public record SuccessThreshold(int percent) {

    /** The code of the reason for a shut gate. */
    public static final String MISSED = "success-threshold-missed";

    /** What holds where the operator does not say. */
    public static final SuccessThreshold USUAL = new SuccessThreshold(90);

    public SuccessThreshold {
        if (percent < 1 || percent > 100) {
            throw new IllegalArgumentException("the success threshold is 1 to 100 percent, not " + percent);
        }
    }

    /** Judges the gate behind a wave. */
    public Gate judge(WaveTally wave) {
        long needed = (long) wave.meaningful() * percent;
        if (wave.in(Stage.SUCCEEDED) * 100L >= needed) {
            return new Gate.Open();
        }
        if ((wave.meaningful() - wave.lost()) * 100L < needed) {
            return new Gate.Shut(new Reason(
                    MISSED,
                    "In wave " + wave.number() + ", " + wave.lost() + " of " + wave.meaningful()
                            + " devices did not succeed; " + percent + "% must."));
        }
        return new Gate.Waiting();
    }
}
