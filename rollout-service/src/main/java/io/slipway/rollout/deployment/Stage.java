package io.slipway.rollout.deployment;

import java.util.Locale;
import java.util.Optional;

/** The stations of a deployment, in their order; the last five are final and exclude each other. */
public enum Stage {
    SCHEDULED,
    OFFERED,
    ACCEPTED,
    DOWNLOADING,
    INSTALLING,
    REBOOTING,
    VERIFYING,
    SUCCEEDED,
    ROLLED_BACK,
    FAILED,
    CANCELLED,
    REJECTED;

    /** Whether nothing follows. */
    public boolean isFinal() {
        return ordinal() >= SUCCEEDED.ordinal();
    }

    /** The word of the contract, for example {@code rolled-back}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The stage of a word of the contract. */
    public static Optional<Stage> of(String word) {
        for (Stage stage : values()) {
            if (stage.word().equals(word)) {
                return Optional.of(stage);
            }
        }
        return Optional.empty();
    }
}
