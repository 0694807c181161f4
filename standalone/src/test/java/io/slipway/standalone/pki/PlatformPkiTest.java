package io.slipway.standalone.pki;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SignatureException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PlatformPkiTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    @TempDir
    Path directory;

    @Test
    void servers_are_signed_by_the_platform_authority_for_this_machine() throws Exception {
        PlatformPki pki = open(NOW);

        X509Certificate server = PemFile.readCertificate(pki.server("mqtt").certificate());

        server.verify(PemFile.readCertificate(pki.platformAuthority()).getPublicKey());
        assertThat(server.getSubjectAlternativeNames())
                .containsExactlyInAnyOrder(List.of(2, "localhost"), List.of(7, "127.0.0.1"));
        assertThat(server.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(server.getBasicConstraints()).isEqualTo(-1);
    }

    @Test
    void the_gateway_proves_itself_with_a_certificate_that_no_tenant_could_issue() throws Exception {
        PlatformPki pki = open(NOW);

        X509Certificate gateway = PemFile.readCertificate(pki.gatewayClient().certificate());

        gateway.verify(PemFile.readCertificate(pki.serviceAuthority()).getPublicKey());
        assertThat(gateway.getSubjectX500Principal().getName()).isEqualTo("CN=device-gateway,OU=service,O=slipway");
        var tenant = PemFile.readCertificate(pki.tenantAuthority()).getPublicKey();
        assertThatThrownBy(() -> gateway.verify(tenant)).isInstanceOf(SignatureException.class);
    }

    @Test
    void authorities_sign_certificates_but_no_further_authorities() throws Exception {
        X509Certificate authority = PemFile.readCertificate(open(NOW).tenantAuthority());

        assertThat(authority.getBasicConstraints()).isZero();
    }

    @Test
    void private_keys_can_be_read_by_their_owner_alone() throws IOException {
        PlatformPki pki = open(NOW);

        for (Path key : List.of(
                pki.server("s3").key(),
                pki.gatewayClient().key(),
                pki.tenantAuthorities().resolve("default.key"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void a_second_start_finds_the_same_certificates() throws IOException {
        byte[] before = Files.readAllBytes(open(NOW).server("s3").certificate());

        byte[] after = Files.readAllBytes(
                open(NOW.plus(Duration.ofDays(300))).server("s3").certificate());

        assertThat(after).isEqualTo(before);
    }

    @Test
    void a_server_s_certificate_is_renewed_before_it_expires_under_the_same_authority() throws Exception {
        // Given
        X509Certificate before = PemFile.readCertificate(open(NOW).server("s3").certificate());

        // When
        PlatformPki later = open(NOW.plus(Duration.ofDays(380)));

        // Then
        X509Certificate after = PemFile.readCertificate(later.server("s3").certificate());
        assertThat(after).isNotEqualTo(before);
        assertThat(after.getNotAfter()).isAfter(before.getNotAfter());
        after.verify(PemFile.readCertificate(later.platformAuthority()).getPublicKey());
    }

    @Test
    void a_key_belongs_to_its_certificate() throws IOException, GeneralSecurityException {
        PlatformPki.Pair server = open(NOW).server("s3");
        byte[] message = {1, 2, 3};
        var signer = java.security.Signature.getInstance("SHA256withECDSA");
        signer.initSign(PemFile.readKey(server.key()));
        signer.update(message);
        byte[] signature = signer.sign();

        signer.initVerify(PemFile.readCertificate(server.certificate()));
        signer.update(message);

        assertThat(signer.verify(signature)).isTrue();
    }

    private PlatformPki open(Instant now) throws IOException {
        return PlatformPki.open(directory, Clock.fixed(now, ZoneOffset.UTC));
    }
}
