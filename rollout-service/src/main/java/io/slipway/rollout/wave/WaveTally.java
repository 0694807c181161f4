package io.slipway.rollout.wave;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

import io.slipway.rollout.deployment.Stage;

/**
 * What became of one wave so far.
 *
 * @param number from 1
 * @param devices how many were assigned to it
 * @param counts its deployments by stage; without an entry means none
 * @param skipped how many of the rejected ones were never asked, because they were busy or gone
 */
public record WaveTally(int number, int devices, Map<Stage, Integer> counts, int skipped) {

    public WaveTally {
        Map<Stage, Integer> copy = new EnumMap<>(Stage.class);
        copy.putAll(counts);
        counts = Collections.unmodifiableMap(copy);
    }

    /** The number of deployments in one stage. */
    public int in(Stage stage) {
        return counts.getOrDefault(stage, 0);
    }

    /** Whether every device of the wave has a deployment and each of them is over. */
    public boolean finished() {
        int over = counts.entrySet().stream()
                .filter(entry -> entry.getKey().isFinal())
                .mapToInt(Map.Entry::getValue)
                .sum();
        return over >= devices;
    }

    /** The deployments that say something against the release. */
    public int failures() {
        return in(Stage.FAILED) + in(Stage.ROLLED_BACK);
    }

    /** The deployments that say, or may still say, something about the release: neither skipped nor cancelled. */
    public int meaningful() {
        return devices - skipped - in(Stage.CANCELLED);
    }

    /** The deployments that can no longer succeed, out of the {@link #meaningful} ones. */
    public int lost() {
        return failures() + in(Stage.REJECTED) - skipped;
    }
}
