package io.slipway.device.identity.bouncycastle;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;

import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

import io.slipway.device.identity.CertificateRequest;
import io.slipway.device.identity.DeviceName;
import io.slipway.device.identity.IssuedCertificate;
import io.slipway.device.identity.Sha256;

/** The certificate authority of one tenant: a signing certificate with its key (P-256, P-384, Ed25519 or RSA) and the chain above it. */
final class TenantAuthority {

    /** Devices without a battery-backed clock start in the past. */
    private static final Duration BACKDATED = Duration.ofHours(1);

    private static final int SERIAL_BITS = 159;

    private final List<X509Certificate> chain;
    private final PrivateKey key;
    private final Duration certificateLife;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    private TenantAuthority(List<X509Certificate> chain, PrivateKey key, Duration certificateLife, Clock clock) {
        this.chain = List.copyOf(chain);
        this.key = key;
        this.certificateLife = certificateLife;
        this.clock = clock;
    }

    /** @throws IOException if a file is missing, malformed, or the two do not belong together; the message names it */
    static TenantAuthority read(Path certificateFile, Path keyFile, Duration certificateLife, Clock clock)
            throws IOException {
        List<X509Certificate> chain = readChain(certificateFile);
        if (chain.isEmpty() || chain.getFirst().getBasicConstraints() < 0) {
            throw new IOException(certificateFile + " does not begin with the certificate of an authority");
        }
        TenantAuthority authority = new TenantAuthority(chain, readKey(keyFile), certificateLife, clock);
        authority.requireKeyOfCertificate(keyFile);
        return authority;
    }

    X509Certificate certificate() {
        return chain.getFirst();
    }

    boolean signed(X509Certificate certificate) {
        try {
            certificate.verify(certificate().getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    IssuedCertificate issue(DeviceName device, CertificateRequest request) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant expiresAt =
                earlier(now.plus(certificateLife), certificate().getNotAfter().toInstant());
        try {
            X509Certificate issued = sign(subject(device), request.publicKey(), now.minus(BACKDATED), expiresAt);
            return new IssuedCertificate(
                    Sha256.of(issued.getEncoded()), request.publicKeySha256(), now, expiresAt, pemChain(issued));
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException(
                    "The authority of tenant " + device.tenant() + " cannot sign a certificate", e);
        }
    }

    /** RFC 5280: a v3 end-entity certificate with a random serial of 159 bits, for client authentication only. */
    private X509Certificate sign(X500Name subject, PublicKey subjectKey, Instant notBefore, Instant notAfter)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                new JcaX509CertificateHolder(certificate()).getSubject(),
                new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS - 1),
                Date.from(notBefore),
                Date.from(notAfter),
                subject,
                subjectKey);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth));
        builder.addExtension(Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(subjectKey));
        builder.addExtension(
                Extension.authorityKeyIdentifier,
                false,
                identifiers.createAuthorityKeyIdentifier(certificate().getPublicKey()));
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder(signatureAlgorithm()).build(key)));
    }

    private String signatureAlgorithm() {
        return switch (key.getAlgorithm()) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default -> "Ed25519";
        };
    }

    private String pemChain(X509Certificate issued) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(issued);
            for (X509Certificate above : chain) {
                writer.writeObject(above);
            }
        }
        return text.toString();
    }

    private void requireKeyOfCertificate(Path keyFile) throws IOException {
        try {
            Instant now = clock.instant();
            X509Certificate probe =
                    sign(new X500Name("CN=probe"), certificate().getPublicKey(), now, now.plusSeconds(1));
            if (!signed(probe)) {
                throw new IOException(keyFile + " is not the key of the certificate beside it");
            }
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IOException(keyFile + " cannot sign: " + e.getMessage(), e);
        }
    }

    private static X500Name subject(DeviceName device) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.O, device.tenant().name())
                .addRDN(BCStyle.CN, device.id().value())
                .build();
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static List<X509Certificate> readChain(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (GeneralSecurityException e) {
            throw new IOException(file + " is not a PEM certificate: " + e.getMessage(), e);
        }
    }

    private static PrivateKey readKey(Path file) throws IOException {
        try (PEMParser parser = new PEMParser(Files.newBufferedReader(file))) {
            Object object = parser.readObject();
            JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
            if (object instanceof PrivateKeyInfo pkcs8) {
                return converter.getPrivateKey(pkcs8);
            }
            if (object instanceof PEMKeyPair pair) {
                return converter.getPrivateKey(pair.getPrivateKeyInfo());
            }
            throw new IOException(file + " is not an unencrypted private key in PEM");
        }
    }
}
