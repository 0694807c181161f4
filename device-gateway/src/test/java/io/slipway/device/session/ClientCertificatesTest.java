package io.slipway.device.session;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.slipway.device.identity.DeviceName;
import io.slipway.device.identity.RevocationList;
import io.slipway.device.identity.Revocations;
import io.slipway.device.identity.Sha256;
import io.slipway.device.identity.bouncycastle.FileCertificateAuthority;
import io.slipway.device.session.Admission.Admitted;
import io.slipway.device.session.Admission.NotYetKnown;
import io.slipway.device.session.Admission.Reason;
import io.slipway.device.session.Admission.Refused;
import io.slipway.device.testing.Pki;
import io.slipway.device.testing.Pki.Identity;

import static org.assertj.core.api.Assertions.assertThat;

class ClientCertificatesTest {

    @TempDir
    Path directory;

    private RevocationList revoked = new RevocationList(Set.of(), Set.of());
    private final Revocations revocations = new Revocations(() -> CompletableFuture.completedStage(revoked));
    private Identity authority;
    private ClientCertificates certificates;

    @BeforeEach
    void authorities() {
        authority = Pki.authority("CN=Default devices").writeTo(directory.resolve("default"));
        Pki.authority("CN=Other devices").writeTo(directory.resolve("other"));
        certificates = new ClientCertificates(
                new FileCertificateAuthority(directory, Duration.ofDays(1), Clock.systemUTC()),
                revocations,
                Clock.systemUTC());
        revocations.refresh();
    }

    @Test
    void admits_the_device_of_the_subject() {
        X509Certificate certificate = clientOf("O=default, CN=board-1");

        Admission admission = certificates.judge(certificate);

        assertThat(admission).isInstanceOfSatisfying(Admitted.class, admitted -> assertThat(
                        admitted.device().name())
                .isEqualTo(DeviceName.of("default", "board-1")));
    }

    @Test
    void refuses_a_certificate_for_another_tenant_than_its_authoritys() {
        assertThat(certificates.judge(clientOf("O=other, CN=board-1"))).isEqualTo(new Refused(Reason.NOT_OF_TENANT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CN=board-1",
                "O=default",
                "O=default, CN=board 1",
                "O=default, CN=a/b",
                "O=DEFAULT, CN=board-1",
                "O=default, O=other, CN=board-1",
                "O=default, CN=board-1, CN=board-2",
                "O=default + CN=board-1",
                "O=default, OU=x, CN=board-1"
            })
    void refuses_a_subject_that_is_not_exactly_one_tenant_and_one_device(String subject) {
        assertThat(certificates.judge(clientOf(subject))).isEqualTo(new Refused(Reason.SUBJECT_MALFORMED));
    }

    @Test
    void refuses_a_server_certificate() {
        X509Certificate server = Pki.issue(
                        authority,
                        "O=default, CN=board-1",
                        KeyPurposeId.id_kp_serverAuth,
                        Instant.now(),
                        Instant.now().plus(1, ChronoUnit.DAYS))
                .certificate();

        assertThat(certificates.judge(server)).isEqualTo(new Refused(Reason.NOT_FOR_CLIENTS));
    }

    @Test
    void refuses_an_expired_certificate_even_on_a_connection_that_stands() {
        X509Certificate expired = Pki.issue(
                        authority,
                        "O=default, CN=board-1",
                        KeyPurposeId.id_kp_clientAuth,
                        Instant.now().minus(2, ChronoUnit.DAYS),
                        Instant.now().minus(1, ChronoUnit.DAYS))
                .certificate();

        assertThat(certificates.judge(expired)).isEqualTo(new Refused(Reason.EXPIRED));
    }

    @Test
    void refuses_a_certificate_as_soon_as_it_is_revoked() throws Exception {
        X509Certificate certificate = clientOf("O=default, CN=board-1");
        assertThat(certificates.judge(certificate)).isInstanceOf(Admitted.class);
        revoked = new RevocationList(Set.of(Sha256.of(certificate.getEncoded())), Set.of());
        revocations.refresh();

        assertThat(certificates.judge(certificate)).isEqualTo(new Refused(Reason.REVOKED));
    }

    @Test
    void admits_nobody_until_the_list_of_revocations_was_read() {
        Revocations unread = new Revocations(() -> CompletableFuture.failedStage(new IllegalStateException("away")));
        ClientCertificates blind = new ClientCertificates(
                new FileCertificateAuthority(directory, Duration.ofDays(1), Clock.systemUTC()),
                unread,
                Clock.systemUTC());

        assertThat(blind.judge(clientOf("O=default, CN=board-1"))).isEqualTo(new NotYetKnown());
    }

    private X509Certificate clientOf(String subject) {
        return Pki.client(authority, subject).certificate();
    }
}
