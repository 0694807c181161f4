package io.slipway.rollout.campaign;

import java.util.List;

import io.slipway.rollout.release.Release;
import io.slipway.rollout.wave.WaveTally;

/**
 * All that a decision about a rollout depends on, read while the rollout is locked.
 *
 * @param release what it rolls out, as known now
 * @param selected how many devices it would get, while it is not started; afterwards 0
 * @param waves what became of its waves; empty while it is not started
 */
public record Situation(Rollout rollout, Release release, int selected, List<WaveTally> waves) {

    public Situation {
        waves = List.copyOf(waves);
    }

    /** All devices that the rollout has. */
    public int devices() {
        return waves.stream().mapToInt(WaveTally::devices).sum();
    }

    /** All deployments that failed or were rolled back. */
    public int failures() {
        return waves.stream().mapToInt(WaveTally::failures).sum();
    }
}
