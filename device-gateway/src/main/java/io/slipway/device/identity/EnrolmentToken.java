package io.slipway.device.identity;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A permission for some devices to enrol.
 *
 * @param tenant the tenant that the devices will belong to
 * @param deviceType the only type that may use it
 * @param deviceId the only device that may use it, if it is for one
 * @param maxUses how many devices may enrol with it
 * @param uses how many have
 * @param secretSha256 the digest of the {@link TokenSecret}
 */
public record EnrolmentToken(
        UUID id,
        Tenant tenant,
        DeviceType deviceType,
        Optional<DeviceId> deviceId,
        int maxUses,
        int uses,
        Instant createdAt,
        Instant expiresAt,
        Optional<Instant> revokedAt,
        Sha256 secretSha256) {

    /** The most devices that one token may be for. */
    public static final int MOST_USES = 1_000_000;

    public EnrolmentToken {
        if (maxUses < 1 || maxUses > MOST_USES) {
            throw new IllegalArgumentException("maxUses: expected 1 to " + MOST_USES + ", found " + maxUses);
        }
        if (uses < 0 || uses > maxUses) {
            throw new IllegalArgumentException("uses: expected 0 to " + maxUses + ", found " + uses);
        }
        if (!expiresAt.isAfter(createdAt)) {
            throw new IllegalArgumentException("expiresAt: expected an instant in the future, found " + expiresAt);
        }
    }

    /**
     * Why the token does not fit, if so; the first of: secret, revocation, expiry, device, type. Whether it is used up is {@link #isUsedUp()}, because a
     * device that repeats its enrolment uses nothing.
     */
    public Optional<TokenFault> faultFor(EnrolmentRequest request, Instant now) {
        if (!secretSha256.matches(request.token().digest())) {
            return Optional.of(TokenFault.UNKNOWN);
        }
        if (revokedAt.isPresent()) {
            return Optional.of(TokenFault.REVOKED);
        }
        if (!now.isBefore(expiresAt)) {
            return Optional.of(TokenFault.EXPIRED);
        }
        if (deviceId.isPresent() && !deviceId.get().equals(request.deviceId())) {
            return Optional.of(TokenFault.FOR_ANOTHER_DEVICE);
        }
        if (!deviceType.equals(request.deviceType())) {
            return Optional.of(TokenFault.FOR_ANOTHER_TYPE);
        }
        return Optional.empty();
    }

    /** Whether no further device may enrol with it. */
    public boolean isUsedUp() {
        return uses >= maxUses;
    }
}
