package io.slipway.device.identity;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A device as it is known.
 *
 * @param publicKey the digest of the SubjectPublicKeyInfo of its present key
 * @param tokenId the enrolment token that it came with
 * @param revokedAt when an operator took its identity away, if so
 */
public record DeviceIdentity(
        DeviceName name,
        DeviceType type,
        Sha256 publicKey,
        UUID tokenId,
        Instant enrolledAt,
        Optional<Instant> revokedAt) {

    /** Whether an operator took its identity away. */
    public boolean isRevoked() {
        return revokedAt.isPresent();
    }
}
