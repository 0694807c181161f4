package io.slipway.device.testing;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaMiscPEMGenerator;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.bouncycastle.util.io.pem.PemObjectGenerator;
import org.jspecify.annotations.Nullable;

/** Makes keys, certificates and requests for tests. */
public final class Pki {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Pki() {}

    /** A certificate with its key. */
    public record Identity(X509Certificate certificate, KeyPair keys) {

        /** Writes both as PEM: {@code <base>.crt} and {@code <base>.key}. */
        public Identity writeTo(Path base) {
            try {
                Files.createDirectories(base.getParent());
                Files.writeString(base.resolveSibling(base.getFileName() + ".crt"), pem(certificate));
                Files.writeString(
                        base.resolveSibling(base.getFileName() + ".key"),
                        pem(new JcaPKCS8Generator(keys.getPrivate(), null)));
                return this;
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    public static KeyPair p256() {
        return ec("secp256r1");
    }

    public static KeyPair ec(String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static KeyPair keys(String algorithm) {
        try {
            return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static Identity authority(String subject) {
        KeyPair keys = p256();
        return new Identity(
                sign(new X500Name(subject), keys, new X500Name(subject), keys, true, null, Instant.now(), days(30)),
                keys);
    }

    public static Identity server(Identity authority) {
        return issue(authority, "CN=localhost", KeyPurposeId.id_kp_serverAuth, Instant.now(), days(30));
    }

    public static Identity client(Identity authority, String subject) {
        return issue(authority, subject, KeyPurposeId.id_kp_clientAuth, Instant.now(), days(30));
    }

    public static Identity issue(
            Identity authority, String subject, KeyPurposeId purpose, Instant notBefore, Instant notAfter) {
        KeyPair keys = p256();
        X500Name issuer = X500Name.getInstance(
                authority.certificate().getSubjectX500Principal().getEncoded());
        return new Identity(
                sign(issuer, authority.keys(), new X500Name(subject), keys, false, purpose, notBefore, notAfter), keys);
    }

    /** A PKCS#10 request for {@code keys}, signed by {@code signer}: the same, unless it lies. */
    public static String csr(KeyPair keys, KeyPair signer) {
        try {
            return pem(new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=whatever"), keys.getPublic())
                    .build(new JcaContentSignerBuilder(algorithm(signer)).build(signer.getPrivate())));
        } catch (OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String csr(KeyPair keys) {
        return csr(keys, keys);
    }

    public static String pem(Object object) {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(
                    object instanceof PemObjectGenerator generator ? generator : new JcaMiscPEMGenerator(object));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    private static String algorithm(KeyPair keys) {
        return switch (keys.getPrivate().getAlgorithm()) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default -> "Ed25519";
        };
    }

    private static Instant days(int days) {
        return Instant.now().plus(days, ChronoUnit.DAYS);
    }

    private static X509Certificate sign(
            X500Name issuer,
            KeyPair issuerKeys,
            X500Name subject,
            KeyPair keys,
            boolean isAuthority,
            @Nullable KeyPurposeId purpose,
            Instant notBefore,
            Instant notAfter) {
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    issuer,
                    new BigInteger(120, RANDOM),
                    Date.from(notBefore.minusSeconds(60)),
                    Date.from(notAfter),
                    subject,
                    keys.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(isAuthority));
            if (purpose != null) {
                builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
                GeneralName[] names = {
                    new GeneralName(GeneralName.dNSName, "localhost"),
                    new GeneralName(GeneralName.iPAddress, "127.0.0.1")
                };
                builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(
                            new JcaContentSignerBuilder(algorithm(issuerKeys)).build(issuerKeys.getPrivate())));
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }
}
