package io.slipway.device.identity.bouncycastle;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPair;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.slipway.device.identity.CertificateRequestException;
import io.slipway.device.identity.DeviceName;
import io.slipway.device.identity.IssuedCertificate;
import io.slipway.device.identity.Sha256;
import io.slipway.device.identity.Tenant;
import io.slipway.device.testing.Pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FileCertificateAuthorityTest {

    @TempDir
    Path directory;

    private FileCertificateAuthority authority;

    @BeforeEach
    void authorities() {
        Pki.authority("CN=Default devices").writeTo(directory.resolve("default"));
        Pki.authority("CN=Other devices").writeTo(directory.resolve("other"));
        authority = read();
    }

    @Test
    void issues_a_client_certificate_that_names_tenant_and_device() throws Exception {
        KeyPair key = Pki.p256();

        IssuedCertificate issued = authority.issue(DeviceName.of("default", "board-1"), authority.verify(Pki.csr(key)));

        List<X509Certificate> chain = chain(issued);
        X509Certificate leaf = chain.getFirst();
        assertThat(leaf.getSubjectX500Principal().getName()).isEqualTo("CN=board-1,O=default");
        assertThat(leaf.getPublicKey()).isEqualTo(key.getPublic());
        assertThat(leaf.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
        assertThat(leaf.getBasicConstraints()).isEqualTo(-1);
        assertThat(issued.sha256()).isEqualTo(Sha256.of(leaf.getEncoded()));
        assertThat(chain).hasSize(2);
        leaf.verify(chain.getLast().getPublicKey());
    }

    @Test
    void never_outlives_the_authority() throws Exception {
        FileCertificateAuthority generous =
                new FileCertificateAuthority(directory, Duration.ofDays(10_000), Clock.systemUTC());

        IssuedCertificate issued =
                generous.issue(DeviceName.of("default", "board-1"), generous.verify(Pki.csr(Pki.p256())));

        assertThat(issued.expiresAt())
                .isEqualTo(chain(issued).getLast().getNotAfter().toInstant());
    }

    @Test
    void vouches_for_its_own_tenant_only() throws Exception {
        X509Certificate leaf = chain(
                        authority.issue(DeviceName.of("default", "board-1"), authority.verify(Pki.csr(Pki.p256()))))
                .getFirst();

        assertThat(authority.vouchesFor(new Tenant("default"), leaf)).isTrue();
        assertThat(authority.vouchesFor(new Tenant("other"), leaf)).isFalse();
        assertThat(authority.vouchesFor(new Tenant("third"), leaf)).isFalse();
    }

    @Test
    void accepts_ed25519_requests() throws Exception {
        KeyPair key = Pki.keys("Ed25519");

        assertThat(authority.verify(Pki.csr(key)).publicKey()).isEqualTo(key.getPublic());
    }

    static Stream<Arguments> unusableRequests() {
        String good = Pki.csr(Pki.p256());
        return Stream.of(
                Arguments.of("not PEM", "hello"),
                Arguments.of("empty", ""),
                Arguments.of("a certificate", Pki.pem(Pki.authority("CN=x").certificate())),
                Arguments.of("an RSA key", Pki.csr(Pki.keys("RSA"))),
                Arguments.of("a P-384 key", Pki.csr(Pki.ec("secp384r1"))),
                Arguments.of("another's signature", Pki.csr(Pki.p256(), Pki.p256())),
                Arguments.of("truncated", good.substring(0, good.length() / 2)),
                Arguments.of(
                        "garbage inside",
                        "-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unusableRequests")
    void refuses_a_request_that_is(String what, String pem) {
        assertThatThrownBy(() -> authority.verify(pem))
                .isInstanceOf(CertificateRequestException.class)
                .hasMessageStartingWith("csr: ");
    }

    @Test
    void refuses_to_start_with_a_key_that_is_not_the_certificates() throws IOException {
        Files.copy(
                directory.resolve("other.key"), directory.resolve("default.key"), StandardCopyOption.REPLACE_EXISTING);

        assertThatThrownBy(this::read).isInstanceOf(IllegalStateException.class).hasMessageContaining("default.key");
    }

    @Test
    void refuses_to_start_with_a_certificate_that_is_no_authority() {
        Pki.client(Pki.authority("CN=x"), "CN=y").writeTo(directory.resolve("default"));

        assertThatThrownBy(this::read).isInstanceOf(IllegalStateException.class).hasMessageContaining("default.crt");
    }

    @Test
    void refuses_to_start_without_any_authority(@TempDir Path empty) {
        assertThatThrownBy(() -> new FileCertificateAuthority(empty, Duration.ofDays(1), Clock.systemUTC()))
                .hasMessageContaining("<tenant>.crt");
    }

    private FileCertificateAuthority read() {
        return new FileCertificateAuthority(directory, Duration.ofDays(10), Clock.systemUTC());
    }

    private static List<X509Certificate> chain(IssuedCertificate issued) throws CertificateException {
        return CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(issued.pemChain().getBytes(StandardCharsets.US_ASCII)))
                .stream()
                .map(X509Certificate.class::cast)
                .toList();
    }
}
