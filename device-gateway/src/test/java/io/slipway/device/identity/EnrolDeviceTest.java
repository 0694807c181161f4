package io.slipway.device.identity;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.slipway.device.identity.EnrolmentOutcome.DeviceTaken;
import io.slipway.device.identity.EnrolmentOutcome.Enrolled;
import io.slipway.device.identity.EnrolmentOutcome.KeyRevoked;
import io.slipway.device.identity.EnrolmentOutcome.NotEnrolled;
import io.slipway.device.identity.EnrolmentOutcome.RequestUnusable;
import io.slipway.device.identity.EnrolmentOutcome.TokenRefused;
import io.slipway.device.identity.EnrolmentOutcome.TooManyCertificates;
import io.slipway.device.identity.bouncycastle.FileCertificateAuthority;
import io.slipway.device.testing.Pki;

import static org.assertj.core.api.Assertions.assertThat;

class EnrolDeviceTest {

    private static final Instant NOW = Instant.now();
    private static final DeviceType BOARD = new DeviceType("virtual-board");
    private static final DeviceName BOARD_1 = DeviceName.of("default", "board-1");
    private static final KeyPair KEY = Pki.p256();

    @TempDir
    static Path directory;

    private static CertificateAuthority authority;

    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final MemoryLedger ledger = new MemoryLedger();
    private final EnrolDevice enrolDevice = new EnrolDevice(ledger, authority, clock);
    private final RenewCertificate renewCertificate = new RenewCertificate(ledger, authority);
    private final TokenSecret secret = TokenSecret.create(UUID.randomUUID(), new SecureRandom());

    @BeforeAll
    static void authority() {
        Pki.authority("CN=Default devices").writeTo(directory.resolve("default"));
        authority = new FileCertificateAuthority(directory, Duration.ofDays(10), Clock.systemUTC());
    }

    @Test
    void enrols_a_device_and_uses_the_token_once() {
        addToken(2, Optional.empty());

        EnrolmentOutcome outcome = enrol("board-1", KEY);

        assertThat(outcome).isInstanceOf(Enrolled.class);
        assertThat(ledger.devices).containsOnlyKeys(BOARD_1);
        assertThat(ledger.tokens.get(secret.id()).uses()).isEqualTo(1);
    }

    @Test
    void gives_a_new_certificate_to_a_device_that_repeats_itself_without_using_the_token() {
        addToken(1, Optional.empty());
        Enrolled first = (Enrolled) enrol("board-1", KEY);

        EnrolmentOutcome second = enrol("board-1", KEY);

        assertThat(second).isInstanceOfSatisfying(Enrolled.class, repeated -> {
            assertThat(repeated.certificate().sha256())
                    .isNotEqualTo(first.certificate().sha256());
            assertThat(repeated.device().enrolledAt()).isEqualTo(first.device().enrolledAt());
        });
        assertThat(ledger.tokens.get(secret.id()).uses()).isEqualTo(1);
    }

    @Test
    void refuses_another_key_for_a_taken_device_id() {
        addToken(5, Optional.empty());
        enrol("board-1", KEY);

        assertThat(enrol("board-1", Pki.p256())).isEqualTo(new DeviceTaken(BOARD_1));
    }

    @Test
    void accepts_another_key_after_a_revocation_but_never_the_revoked_one() {
        addToken(5, Optional.empty());
        enrol("board-1", KEY);
        ledger.revoke(BOARD_1, "stolen", NOW);

        assertThat(enrol("board-1", KEY)).isEqualTo(new KeyRevoked(BOARD_1));
        assertThat(enrol("board-1", Pki.p256())).isInstanceOf(Enrolled.class);
        assertThat(ledger.devices.get(BOARD_1).isRevoked()).isFalse();
    }

    @Test
    void refuses_a_used_up_token() {
        addToken(1, Optional.empty());
        enrol("board-1", KEY);

        assertThat(enrol("board-2", Pki.p256())).isEqualTo(new TokenRefused(TokenFault.USED_UP));
        assertThat(ledger.devices).containsOnlyKeys(BOARD_1);
    }

    @Test
    void refuses_an_unknown_token() {
        assertThat(enrol("board-1", KEY)).isEqualTo(new TokenRefused(TokenFault.UNKNOWN));
    }

    @Test
    void refuses_the_right_id_with_another_secret() {
        addToken(1, Optional.empty());
        TokenSecret forged = TokenSecret.create(secret.id(), new SecureRandom());

        EnrolmentOutcome outcome = enrol(new EnrolmentRequest(forged, BOARD_1.id(), BOARD, Pki.csr(KEY)));

        assertThat(outcome).isEqualTo(new TokenRefused(TokenFault.UNKNOWN));
    }

    @Test
    void refuses_an_expired_and_a_revoked_token() {
        add(token(1, Optional.empty(), NOW.minusSeconds(1), Optional.empty()));
        EnrolmentOutcome expired = enrol("board-1", KEY);
        add(token(1, Optional.empty(), NOW.plusSeconds(60), Optional.of(NOW)));
        EnrolmentOutcome revoked = enrol("board-1", KEY);

        assertThat(expired).isEqualTo(new TokenRefused(TokenFault.EXPIRED));
        assertThat(revoked).isEqualTo(new TokenRefused(TokenFault.REVOKED));
    }

    @Test
    void refuses_a_token_for_another_device_or_type() {
        addToken(1, Optional.of(new DeviceId("board-7")));
        EnrolmentOutcome otherDevice = enrol("board-1", KEY);
        EnrolmentOutcome otherType =
                enrol(new EnrolmentRequest(secret, new DeviceId("board-7"), new DeviceType("toaster"), Pki.csr(KEY)));

        assertThat(otherDevice).isEqualTo(new TokenRefused(TokenFault.FOR_ANOTHER_DEVICE));
        assertThat(otherType).isEqualTo(new TokenRefused(TokenFault.FOR_ANOTHER_TYPE));
    }

    @Test
    void refuses_an_unusable_certificate_request_and_uses_nothing() {
        addToken(1, Optional.empty());

        EnrolmentOutcome outcome = enrol(new EnrolmentRequest(secret, BOARD_1.id(), BOARD, "nonsense"));

        assertThat(outcome).isInstanceOf(RequestUnusable.class);
        assertThat(ledger.tokens.get(secret.id()).uses()).isZero();
        assertThat(ledger.devices).isEmpty();
    }

    @Test
    void stops_a_device_that_asks_for_certificates_in_a_loop() {
        addToken(1, Optional.empty());
        for (int i = 0; i < EnrolmentRecords.Certificates.MOST_VALID; i++) {
            assertThat(enrol("board-1", KEY)).isInstanceOf(Enrolled.class);
        }

        assertThat(enrol("board-1", KEY)).isEqualTo(new TooManyCertificates(BOARD_1));
    }

    @Test
    void renews_for_the_same_and_for_a_new_key() {
        addToken(1, Optional.empty());
        enrol("board-1", KEY);
        KeyPair next = Pki.keys("Ed25519");

        EnrolmentOutcome same = renew(KEY);
        EnrolmentOutcome rotated = renew(next);

        assertThat(same).isInstanceOf(Enrolled.class);
        assertThat(rotated).isInstanceOf(Enrolled.class);
        assertThat(ledger.devices.get(BOARD_1).publicKey())
                .isEqualTo(Sha256.of(next.getPublic().getEncoded()));
    }

    @Test
    void does_not_renew_for_a_device_that_is_revoked_or_unknown() {
        assertThat(renew(KEY)).isEqualTo(new NotEnrolled(BOARD_1));
        addToken(1, Optional.empty());
        enrol("board-1", KEY);
        ledger.revoke(BOARD_1, "stolen", NOW);

        assertThat(renew(Pki.p256())).isEqualTo(new NotEnrolled(BOARD_1));
    }

    private EnrolmentOutcome renew(KeyPair key) {
        return renewCertificate
                .renew(BOARD_1, Pki.csr(key))
                .toCompletableFuture()
                .join();
    }

    private EnrolmentOutcome enrol(String deviceId, KeyPair key) {
        return enrol(new EnrolmentRequest(secret, new DeviceId(deviceId), BOARD, Pki.csr(key)));
    }

    private EnrolmentOutcome enrol(EnrolmentRequest request) {
        return enrolDevice.enrol(request).toCompletableFuture().join();
    }

    private void addToken(int maxUses, Optional<DeviceId> deviceId) {
        add(token(maxUses, deviceId, NOW.plusSeconds(60), Optional.empty()));
    }

    private void add(EnrolmentToken token) {
        ledger.tokens.put(token.id(), token);
    }

    private EnrolmentToken token(
            int maxUses, Optional<DeviceId> deviceId, Instant expiresAt, Optional<Instant> revokedAt) {
        return new EnrolmentToken(
                secret.id(),
                Tenant.DEFAULT,
                BOARD,
                deviceId,
                maxUses,
                0,
                NOW.minusSeconds(60),
                expiresAt,
                revokedAt,
                secret.digest());
    }
}
