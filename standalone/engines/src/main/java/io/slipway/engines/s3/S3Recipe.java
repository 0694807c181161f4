package io.slipway.engines.s3;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.slipway.engines.TlsIdentity;
import io.slipway.engines.process.EngineHome;
import io.slipway.engines.process.EngineRecipe;
import io.slipway.engines.process.Readiness;
import io.slipway.engines.secret.Credentials;
import io.slipway.engines.secret.PemFiles;

/**
 * S3Proxy over a directory, one folder per bucket.
 *
 * @param directory of its data, configuration and log
 * @param port of clients
 * @param identity for HTTPS; plain HTTP without
 */
public record S3Recipe(Path directory, int port, Optional<TlsIdentity> identity) implements EngineRecipe {

    private static final String ACCESS_KEY = "slipway";

    /** The optimising compiler stays on here: without it the digests of every upload cost several times as much. */
    private static final List<String> JVM = List.of(
            "-Xmx256m", "-XX:+UseSerialGC", "-Dlogback.configurationFile=io/slipway/engines/process/logback.xml");

    @Override
    public String name() {
        return "s3";
    }

    @Override
    public void prepare() throws IOException {
        for (String bucket : Bucket.NAMES) {
            Files.createDirectories(data().resolve(bucket));
        }
        if (identity.isPresent()) {
            PemFiles.writeKeyStore(identity.get(), keyStore(), secret().secret());
        }
        Files.deleteIfExists(configuration());
        Files.createFile(configuration(), Credentials.ownerOnly());
        Files.writeString(configuration(), settings());
        readiness().reset();
    }

    @Override
    public List<String> command() {
        List<String> command = new ArrayList<>(EngineHome.java(name(), JVM, S3Main.class));
        command.add(configuration().toString());
        command.add(readiness().file().toString());
        return command;
    }

    @Override
    public boolean isReady() {
        return readiness().isAnnounced();
    }

    @Override
    public Map<String, String> coordinates() {
        try {
            return Map.of(
                    "slipway.object-store.endpoint",
                    endpoint(),
                    "slipway.object-store.region",
                    "us-east-1",
                    "slipway.object-store.access-key",
                    ACCESS_KEY,
                    "slipway.object-store.secret-key",
                    secret().secret());
        } catch (IOException e) {
            throw new IllegalStateException("the secret key of the object store cannot be read", e);
        }
    }

    private String endpoint() {
        return (identity.isPresent() ? "https" : "http") + "://127.0.0.1:" + port;
    }

    private String settings() throws IOException {
        String listener = identity.isPresent()
                ? """
                        s3proxy.secure-endpoint=%s
                        s3proxy.keystore-path=%s
                        s3proxy.keystore-password=%s
                        """.formatted(endpoint(), keyStore(), secret().secret())
                : "s3proxy.endpoint=" + endpoint() + "\n";
        return listener + """
                s3proxy.authorization=aws-v2-or-v4
                s3proxy.identity=%s
                s3proxy.credential=%s
                s3proxy.metrics.enabled=false
                jclouds.provider=filesystem-nio2
                jclouds.filesystem.basedir=%s
                """.formatted(ACCESS_KEY, secret().secret(), data());
    }

    private Credentials secret() {
        return new Credentials(directory.toAbsolutePath().resolve("secret-key"));
    }

    private Path data() {
        return directory.toAbsolutePath().resolve("data");
    }

    private Path configuration() {
        return directory.toAbsolutePath().resolve("s3proxy.properties");
    }

    private Path keyStore() {
        return directory.toAbsolutePath().resolve("server.p12");
    }

    private Readiness readiness() {
        return Readiness.in(directory);
    }
}
