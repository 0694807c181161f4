package io.slipway.client.bootloader;

import io.slipway.client.bootloader.BootState.OnTrial;
import io.slipway.client.bootloader.BootState.Settled;

/** What leads from one boot state to the next, for bootloaders that know steps and not states. */
public enum Transition {
    NONE,
    ARM,
    COMMIT,
    ABANDON;

    /**
     * The step from {@code now} to {@code next}.
     *
     * @throws BootEnvironmentException if no single step leads there
     */
    public static Transition between(BootState now, BootState next) throws BootEnvironmentException {
        if (now.equals(next)) {
            return NONE;
        }
        if (now instanceof Settled settled
                && next instanceof OnTrial trial
                && trial.equals(settled.arm(trial.limit()))) {
            return ARM;
        }
        if (now instanceof OnTrial trial && next.equals(trial.commit())) {
            return COMMIT;
        }
        if (now instanceof OnTrial trial && next.equals(trial.abandon())) {
            return ABANDON;
        }
        throw new BootEnvironmentException("The boot environment cannot go from " + now + " to " + next + " at once");
    }

    /**
     * Like {@link #between}, for a bootloader that tries a slot once.
     *
     * @throws BootEnvironmentException likewise, or if {@code next} is a trial of more than one boot
     */
    public static Transition tryingOnce(BootState now, BootState next, String bootloader)
            throws BootEnvironmentException {
        if (next instanceof OnTrial trial && trial.limit() != 1) {
            throw new BootEnvironmentException(bootloader + " tries a slot once, not " + trial.limit() + " times");
        }
        return between(now, next);
    }
}
