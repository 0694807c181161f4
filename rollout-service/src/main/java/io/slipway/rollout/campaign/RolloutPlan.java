package io.slipway.rollout.campaign;

import java.time.Duration;

import io.slipway.rollout.fleet.DeviceFilter;
import io.slipway.rollout.release.ReleaseId;
import io.slipway.rollout.wave.ErrorLimit;
import io.slipway.rollout.wave.SuccessThreshold;
import io.slipway.rollout.wave.WavePlan;

/**
 * What an operator decides when creating a rollout.
 *
 * @param name for people, 1 to {@value #MAX_NAME} characters
 * @param release what is rolled out
 * @param filter to which devices; only those whose type the release is made for get it
 * @param patience how long nothing may be heard of a device before its deployment is failed; from one second to 90 days
 */
public record RolloutPlan(
        String name,
        ReleaseId release,
        DeviceFilter filter,
        WavePlan waves,
        SuccessThreshold threshold,
        ErrorLimit errorLimit,
        Duration patience) {

    /** The longest name. */
    public static final int MAX_NAME = 120;

    /** What holds where the operator does not say. */
    public static final Duration USUAL_PATIENCE = Duration.ofHours(24);

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(90);

    public RolloutPlan {
        name = name.strip();
        if (name.isEmpty() || name.length() > MAX_NAME) {
            throw new IllegalArgumentException(
                    "a rollout's name has 1 to " + MAX_NAME + " characters, not " + name.length());
        }
        if (name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a rollout's name is one line without control characters");
        }
        if (patience.compareTo(SHORTEST) < 0 || patience.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "the deployment timeout is between " + SHORTEST + " and " + LONGEST + ", not " + patience);
        }
    }
}
