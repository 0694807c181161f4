package io.slipway.device.identity;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletionStage;

/** Takes a device's identity away: its certificates are refused from now on, and its id is free for another key. */
public final class RevokeDevice {

    private static final int MOST_REASON_CHARACTERS = 500;

    private final IdentityLedger ledger;
    private final Revocations revocations;
    private final Clock clock;

    public RevokeDevice(IdentityLedger ledger, Revocations revocations, Clock clock) {
        this.ledger = ledger;
        this.revocations = revocations;
        this.clock = clock;
    }

    /**
     * Revokes {@code device}; this instance refuses it at once, others when they have read the list again.
     *
     * @param reason why, for the record, 1 to 500 characters
     * @throws IllegalArgumentException if the reason is blank or longer
     */
    public CompletionStage<RevocationOutcome> revoke(DeviceName device, String reason) {
        if (reason.isBlank() || reason.length() > MOST_REASON_CHARACTERS) {
            throw new IllegalArgumentException("reason: expected 1 to " + MOST_REASON_CHARACTERS + " characters");
        }
        return ledger.revoke(device, reason, clock.instant().truncatedTo(ChronoUnit.MILLIS))
                .thenCompose(outcome -> revocations.refresh().thenApply(done -> outcome));
    }
}
