package io.slipway.device.report;

import java.util.Arrays;
import java.util.Locale;

/** Where a deployment stands on the device. */
public enum DeploymentState {
    ACCEPTED,
    DOWNLOADING,
    INSTALLING,
    REBOOTING,
    VERIFYING,
    SUCCEEDED,
    ROLLED_BACK,
    FAILED,
    REJECTED,
    CANCELLED;

    /** The word in messages, for example {@code rolled-back}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether a report of this state says why. */
    public boolean hasReason() {
        return switch (this) {
            case ROLLED_BACK, FAILED, REJECTED, CANCELLED -> true;
            case ACCEPTED, DOWNLOADING, INSTALLING, REBOOTING, VERIFYING, SUCCEEDED -> false;
        };
    }

    /** Whether a report of this state may say how far it is. */
    public boolean mayHaveProgress() {
        return this == DOWNLOADING || this == INSTALLING;
    }

    /** @throws IllegalArgumentException if there is no state with this word */
    public static DeploymentState fromWord(String word) {
        return Arrays.stream(values())
                .filter(state -> state.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("state: expected one of "
                        + Arrays.stream(values()).map(DeploymentState::word).toList()));
    }
}
