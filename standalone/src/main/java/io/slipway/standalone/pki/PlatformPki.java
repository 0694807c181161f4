package io.slipway.standalone.pki;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.bouncycastle.asn1.x509.GeneralName;

/**
 * The keys and certificates of one platform, in a directory.
 *
 * <p>Three authorities that never stand in for each other: the platform's own signs the certificates of servers, the service authority those with which services
 * prove who they are to the MQTT broker, and the tenant's authority those of devices. Server and service certificates are made anew when they are about to expire.
 */
public final class PlatformPki {

    /** The tenant that every platform has. */
    public static final String DEFAULT_TENANT = "default";

    private static final Duration LIFE = Duration.ofDays(397);
    private static final Duration RENEWAL = Duration.ofDays(30);
    private static final List<GeneralName> THIS_MACHINE = List.of(
            new GeneralName(GeneralName.dNSName, "localhost"), new GeneralName(GeneralName.iPAddress, "127.0.0.1"));

    private final Path directory;
    private final Clock clock;

    private PlatformPki(Path directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /**
     * A certificate and its key in files.
     *
     * @param certificate PEM: the certificate, followed by that of its authority
     * @param key PEM: unencrypted PKCS#8, readable by its owner alone
     */
    public record Pair(Path certificate, Path key) {}

    /** Opens the directory; makes what is missing or about to expire. */
    public static PlatformPki open(Path directory, Clock clock) throws IOException {
        PlatformPki pki = new PlatformPki(directory.toAbsolutePath(), clock);
        Files.createDirectories(pki.tenantAuthorities());
        Authority platform = pki.authority(pki.platformFiles(), "O=slipway,CN=Slipway platform authority");
        Authority services = pki.authority(pki.serviceFiles(), "O=slipway,CN=Slipway service authority");
        pki.authority(pki.tenantFiles(), "O=" + DEFAULT_TENANT + ",CN=Slipway tenant authority");
        for (String server : List.of("device-gateway", "mqtt", "s3")) {
            pki.ensure(
                    pki.server(server),
                    platform,
                    () -> platform.issueServer("O=slipway,OU=server,CN=" + server, THIS_MACHINE, clock, LIFE));
        }
        pki.ensure(
                pki.gatewayClient(),
                services,
                () -> services.issueClient("O=slipway,OU=service,CN=device-gateway", clock, LIFE));
        return pki;
    }

    /** The certificate by which servers of this platform are believed. */
    public Path platformAuthority() {
        return platformFiles().certificate();
    }

    /** The certificate by which Slipway's services are believed. */
    public Path serviceAuthority() {
        return serviceFiles().certificate();
    }

    /** The certificate by which devices of the default tenant are believed. */
    public Path tenantAuthority() {
        return tenantFiles().certificate();
    }

    /** Folder with {@code <tenant>.crt} and {@code <tenant>.key}, as the gateway wants it. */
    public Path tenantAuthorities() {
        return directory.resolve("tenants");
    }

    /** What a server ({@code device-gateway}, {@code mqtt} or {@code s3}) shows its clients. */
    public Pair server(String name) {
        return pair(directory, "server-" + name);
    }

    /** What the gateway shows the MQTT broker. */
    public Pair gatewayClient() {
        return pair(directory, "client-device-gateway");
    }

    private Pair platformFiles() {
        return pair(directory, "platform-authority");
    }

    private Pair serviceFiles() {
        return pair(directory, "service-authority");
    }

    private Pair tenantFiles() {
        return pair(tenantAuthorities(), DEFAULT_TENANT);
    }

    private static Pair pair(Path folder, String name) {
        return new Pair(folder.resolve(name + ".crt"), folder.resolve(name + ".key"));
    }

    private Authority authority(Pair files, String name) throws IOException {
        if (!Files.exists(files.certificate())) {
            Authority made = Authority.create(name, clock);
            PemFile.writeKey(files.key(), made.key());
            PemFile.writeCertificates(files.certificate(), List.of(made.certificate()));
        }
        return new Authority(PemFile.readCertificate(files.certificate()), PemFile.readKey(files.key()));
    }

    @FunctionalInterface
    private interface Issue {
        Authority.Issued issue();
    }

    private void ensure(Pair files, Authority authority, Issue issue) throws IOException {
        if (Files.exists(files.certificate()) && isFresh(PemFile.readCertificate(files.certificate()))) {
            return;
        }
        Authority.Issued issued = issue.issue();
        PemFile.writeKey(files.key(), issued.key());
        PemFile.writeCertificates(files.certificate(), List.of(issued.certificate(), authority.certificate()));
    }

    private boolean isFresh(X509Certificate certificate) {
        Instant renewal = certificate.getNotAfter().toInstant().minus(RENEWAL);
        return clock.instant().isBefore(renewal);
    }
}
