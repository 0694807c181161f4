package io.slipway.device.identity;

import java.util.Optional;
import java.util.Set;

/**
 * What is known, and locked, when an enrolment is decided.
 *
 * @param token the token that the request names
 * @param device the device that the request names, in the tenant of the token
 * @param certificates the certificates that the device has had
 */
public record EnrolmentRecords(
        Optional<EnrolmentToken> token, Optional<DeviceIdentity> device, Certificates certificates) {

    /** Nothing: the token does not exist. */
    public static EnrolmentRecords none() {
        return new EnrolmentRecords(Optional.empty(), Optional.empty(), new Certificates(0, Set.of()));
    }

    /**
     * The certificates of one device.
     *
     * @param valid how many have neither expired nor been revoked
     * @param revokedKeys the keys of all that were ever revoked
     */
    public record Certificates(int valid, Set<Sha256> revokedKeys) {

        /** More certificates than this at a time point at a device that asks in a loop. */
        public static final int MOST_VALID = 32;

        public Certificates {
            revokedKeys = Set.copyOf(revokedKeys);
        }

        /** Whether the device must let some expire before it gets another one. */
        public boolean areTooMany() {
            return valid >= MOST_VALID;
        }
    }
}
