package io.slipway.artifact.storage.s3;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Optional;

import io.minio.MinioAsyncClient;
import okhttp3.OkHttpClient;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

import io.slipway.engines.Engine;
import io.slipway.engines.Engines;
import io.slipway.engines.TlsIdentity;

/** A real S3 server over TLS, with the clients that this service makes for it. */
public final class SecureStore implements AutoCloseable {

    private final Engine engine;
    private final MinioAsyncClient client;
    private final StreamedPut put;

    /** Starts one on a directory. */
    public SecureStore(Path directory) {
        TlsIdentity identity = identity(directory);
        this.engine = Engines.s3(directory.resolve("s3"), 0, Optional.of(identity));
        ObjectStoreConfig config = new Configuration(engine, identity.certificate());
        ObjectStoreClient clients = new ObjectStoreClient();
        OkHttpClient http = clients.http(config);
        this.client = clients.client(config, http);
        this.put = clients.put(client, http, config);
    }

    public MinioAsyncClient client() {
        return client;
    }

    public StreamedPut put() {
        return put;
    }

    /** Kills the server. */
    public void kill() {
        engine.kill();
    }

    @Override
    public void close() {
        client.close();
        engine.close();
    }

    private static TlsIdentity identity(Path directory) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            KeyPair keys = generator.generateKeyPair();
            return new TlsIdentity(
                    write(directory.resolve("store.pem"), selfSigned(keys)),
                    write(directory.resolve("store.key"), new JcaPKCS8Generator(keys.getPrivate(), null)));
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new AssertionError(e);
        }
    }

    private static X509Certificate selfSigned(KeyPair keys)
            throws IOException, GeneralSecurityException, OperatorCreationException {
        X500Name name = new X500Name("CN=store");
        Instant now = Instant.now();
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                name,
                BigInteger.ONE,
                Date.from(now.minus(1, ChronoUnit.HOURS)),
                Date.from(now.plus(1, ChronoUnit.DAYS)),
                name,
                keys.getPublic());
        builder.addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(new GeneralName(GeneralName.iPAddress, "127.0.0.1")));
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
    }

    private static Path write(Path file, Object what) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
            pem.writeObject(what);
        }
        return Files.writeString(file, text.toString());
    }

    private record Configuration(Engine engine, Path certificate) implements ObjectStoreConfig {

        @Override
        public URI endpoint() {
            return URI.create(coordinate("endpoint"));
        }

        @Override
        public String region() {
            return coordinate("region");
        }

        @Override
        public String accessKey() {
            return coordinate("access-key");
        }

        @Override
        public String secretKey() {
            return coordinate("secret-key");
        }

        @Override
        public Optional<Path> trustCertificate() {
            return Optional.of(certificate);
        }

        private String coordinate(String name) {
            return engine.coordinates().getOrDefault("slipway.object-store." + name, "");
        }
    }
}
