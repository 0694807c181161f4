package io.slipway.device.identity;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * What is known of devices and their certificates. Each method is one transaction, in which the event that tells of the change is recorded as well; nothing
 * is changed if it fails.
 */
public interface IdentityLedger {

    /**
     * Locks the token and the device, asks {@code decision}, and stores what it answers if that is {@link EnrolmentOutcome.Enrolled}.
     *
     * @param decision is called once, computes only
     * @return the decision
     */
    CompletionStage<EnrolmentOutcome> enrol(
            UUID token, DeviceId device, Function<EnrolmentRecords, EnrolmentOutcome> decision);

    /** The same for a device that is enrolled already: {@link EnrolmentRecords#token()} is empty. */
    CompletionStage<EnrolmentOutcome> renew(DeviceName device, Function<EnrolmentRecords, EnrolmentOutcome> decision);

    /**
     * Revokes the device and all its certificates.
     *
     * @return what was done; a device that is revoked already stays as it is
     */
    CompletionStage<RevocationOutcome> revoke(DeviceName device, String reason, Instant now);
}
