package io.slipway.device.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;

/** Makes an enrolment token and shows its secret this once. */
public final class CreateEnrolmentToken {

    /** A token that lives longer is a password that nobody changes. */
    public static final Duration LONGEST_LIFE = Duration.ofDays(366);

    private final EnrolmentTokens tokens;
    private final CertificateAuthority authority;
    private final RandomGenerator random;
    private final Clock clock;

    /** @param random must be unpredictable */
    public CreateEnrolmentToken(
            EnrolmentTokens tokens, CertificateAuthority authority, RandomGenerator random, Clock clock) {
        this.tokens = tokens;
        this.authority = authority;
        this.random = random;
        this.clock = clock;
    }

    /**
     * Makes a token for {@code maxUses} devices.
     *
     * @throws IllegalArgumentException if a value is out of range or the tenant has no certificate authority
     */
    public CompletionStage<Created> create(Wish wish) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (!authority.serves(wish.tenant())) {
            throw new IllegalArgumentException("tenant: '" + wish.tenant() + "' has no certificate authority");
        }
        if (wish.expiresAt().isAfter(now.plus(LONGEST_LIFE))) {
            throw new IllegalArgumentException("expiresAt: expected at most " + LONGEST_LIFE.toDays() + " days ahead");
        }
        TokenSecret secret = TokenSecret.create(new UUID(random.nextLong(), random.nextLong()), random);
        EnrolmentToken token = new EnrolmentToken(
                secret.id(),
                wish.tenant(),
                wish.deviceType(),
                wish.deviceId(),
                wish.maxUses(),
                0,
                now,
                wish.expiresAt().truncatedTo(ChronoUnit.MILLIS),
                Optional.empty(),
                secret.digest());
        return tokens.add(token).thenApply(stored -> new Created(token, secret));
    }

    /** What the operator asks for; the meaning is that of {@link EnrolmentToken}. */
    public record Wish(
            Tenant tenant, DeviceType deviceType, Optional<DeviceId> deviceId, int maxUses, Instant expiresAt) {}

    /** The token, and its secret, which is nowhere else. */
    public record Created(EnrolmentToken token, TokenSecret secret) {}
}
