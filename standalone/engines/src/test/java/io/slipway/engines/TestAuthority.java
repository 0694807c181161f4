package io.slipway.engines;

import java.io.IOException;
import java.io.Writer;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

import okhttp3.OkHttpClient;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority for tests. */
final class TestAuthority {

    private final X500Name name;
    private final KeyPair keys;
    private final X509Certificate certificate;

    TestAuthority(String name) {
        this.name = new X500Name(name);
        this.keys = newKeys();
        this.certificate = sign(this.name, keys, true);
    }

    /** A certificate for {@code subject} with its key. */
    Holder issue(String subject) {
        KeyPair subjectKeys = newKeys();
        return new Holder(subjectKeys, sign(new X500Name(subject), subjectKeys, false));
    }

    Path certificateFile(Path directory) {
        return write(directory.resolve(certificate.getSerialNumber() + ".ca.pem"), certificate);
    }

    /** Writes what a server on this machine needs. */
    TlsIdentity serverFiles(Path directory) {
        Holder server = issue("CN=localhost");
        return new TlsIdentity(
                write(directory.resolve("server.pem"), server.certificate()),
                write(directory.resolve("server.key"), new Pkcs8(server.keys())));
    }

    /** The context of a client that holds {@code client} and believes this authority about servers. */
    SSLContext contextOf(Holder client) {
        try {
            KeyStore keyStore = KeyStore.getInstance("PKCS12");
            keyStore.load(null, null);
            keyStore.setKeyEntry(
                    "key", client.keys().getPrivate(), new char[0], new Certificate[] {client.certificate()});
            KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keyManagers.init(keyStore, new char[0]);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keyManagers.getKeyManagers(), new TrustManager[] {trust()}, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError(e);
        }
    }

    /** An HTTP client without certificate that believes this authority about servers. */
    OkHttpClient trustingClient() {
        try {
            X509TrustManager trust = trust();
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {trust}, null);
            return new OkHttpClient.Builder()
                    .sslSocketFactory(context.getSocketFactory(), trust)
                    .build();
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError(e);
        }
    }

    private X509TrustManager trust() throws GeneralSecurityException, IOException {
        KeyStore trustStore = KeyStore.getInstance("PKCS12");
        trustStore.load(null, null);
        trustStore.setCertificateEntry("ca", certificate);
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trustStore);
        return (X509TrustManager) factory.getTrustManagers()[0];
    }

    record Holder(KeyPair keys, X509Certificate certificate) {}

    private record Pkcs8(KeyPair keys) {}

    private X509Certificate sign(X500Name subject, KeyPair subjectKeys, boolean authority) {
        Instant now = Instant.now();
        try {
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    name,
                    BigInteger.valueOf(System.nanoTime()),
                    Date.from(now.minus(1, ChronoUnit.HOURS)),
                    Date.from(now.plus(1, ChronoUnit.DAYS)),
                    subject,
                    subjectKeys.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            GeneralName[] names = {
                new GeneralName(GeneralName.dNSName, "localhost"), new GeneralName(GeneralName.iPAddress, "127.0.0.1")
            };
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new AssertionError(e);
        }
    }

    private static Path write(Path file, Object what) {
        try (Writer writer = Files.newBufferedWriter(file);
                JcaPEMWriter pem = new JcaPEMWriter(writer)) {
            pem.writeObject(
                    what instanceof Pkcs8 key ? new JcaPKCS8Generator(key.keys().getPrivate(), null) : what);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return file;
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
