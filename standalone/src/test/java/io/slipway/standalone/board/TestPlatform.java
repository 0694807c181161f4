package io.slipway.standalone.board;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

import io.slipway.metadata.digest.Sha256;
import io.slipway.metadata.key.SigningKey;
import io.slipway.metadata.key.bouncycastle.Ed25519SigningKey;
import io.slipway.metadata.publication.RepositoryContents;
import io.slipway.metadata.publication.RevisionSigner;
import io.slipway.metadata.publication.SignedRole;
import io.slipway.metadata.role.Authority;
import io.slipway.metadata.role.RoleName;
import io.slipway.metadata.role.Root;
import io.slipway.metadata.role.TargetPath;
import io.slipway.metadata.role.Targets;
import io.slipway.metadata.target.Content;
import io.slipway.metadata.target.ImageTarget;
import io.slipway.metadata.target.PayloadTarget;
import io.slipway.payload.create.CreatePayload;
import io.slipway.payload.create.CreatedPayload;
import io.slipway.payload.create.CreationSettings;
import io.slipway.payload.index.PayloadRefusedException;

/** One HTTPS server that plays the whole platform for a board: a signed release 2, its payload, the command to install it, and an ear for reports. */
public final class TestPlatform implements AutoCloseable {

    private static final Instant EXPIRES =
            Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofDays(30));
    private static final Pattern RANGE = Pattern.compile("bytes=([0-9]+)-");
    private static final Pattern LAST_SEQUENCE = Pattern.compile(".*\"sequence\":([0-9]+)", Pattern.DOTALL);
    private static final int CHUNK = 64 * 1024;

    private final Identity identity;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpsServer server;
    private final Map<String, byte[]> metadata = new ConcurrentHashMap<>();
    private final List<String> reports = new CopyOnWriteArrayList<>();
    private final UUID releaseId = UUID.randomUUID();
    private final byte[] payload;
    private final String imageSha256;

    private record Identity(KeyPair key, X509Certificate certificate) {}

    public TestPlatform(Path image, Path payloadFile) throws IOException {
        CreatedPayload created = create(image, payloadFile);
        payload = Files.readAllBytes(payloadFile);
        imageSha256 = created.imageSha256().hex();
        publish(created);
        identity = identity("CN=localhost");
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls(identity)));
        server.setExecutor(threads);
        server.createContext("/device/v1/command", exchange -> answer(exchange, command()));
        server.createContext("/device/v1/reports", this::reports);
        server.createContext("/device/v1/metadata/", this::metadata);
        server.createContext("/device/v1/payloads/", this::payload);
        server.start();
    }

    /** Writes metadata and payload into a folder as they lie in a bundle, but without a table of contents; returns the folder. */
    public Path mirror(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("metadata"));
        for (Map.Entry<String, byte[]> file : metadata.entrySet()) {
            Files.write(folder.resolve("metadata").resolve(file.getKey()), file.getValue());
        }
        Files.createDirectories(folder.resolve("payloads"));
        Files.write(folder.resolve("payloads").resolve(Sha256.of(payload).hex()), payload);
        return folder;
    }

    /** The root that devices are provisioned with. */
    public byte[] root() {
        return metadata.get("1.root.json");
    }

    /** Writes what a device needs to know of this platform. */
    void provision(BoardDirectory board, String more) throws IOException {
        Identity device = identity("O=default, CN=board-1");
        Path identities = Files.createDirectories(board.data().resolve("identity"));
        Files.writeString(identities.resolve("device.crt"), pem(device.certificate()));
        Files.writeString(
                identities.resolve("device.key"),
                pem(new JcaPKCS8Generator(device.key().getPrivate(), null)));
        Files.writeString(board.path().resolve("ca.pem"), pem(identity.certificate()));
        Files.write(board.data().resolve("root.json"), metadata.get("1.root.json"));
        Files.writeString(
                board.clientSettings(), """
                device.id=board-1
                device.type=virtual-board
                data=data
                server.url=https://localhost:%d
                server.ca=ca.pem
                link=https
                poll.interval=200ms
                slot.rootfs.a=slot-a.img
                slot.rootfs.b=slot-b.img
                boot.environment=bootenv
                boot.limit=100
                download.checkpoint=1048576
                %s
                """.formatted(server.getAddress().getPort(), more));
    }

    String imageSha256() {
        return imageSha256;
    }

    List<String> reports() {
        return reports;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private String command() {
        return """
            {"type":"install","deploymentId":"11111111-2222-3333-4444-555555555555","issuedAt":"2026-11-21T10:00:00Z",\
            "release":{"id":"%s","name":"debian","version":"2"},\
            "components":[{"name":"rootfs","target":"debian/2/rootfs","payload":"payloads/%s/full"}]}""".formatted(releaseId, imageSha256);
    }

    private void reports(HttpExchange exchange) throws IOException {
        String batch = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        reports.add(batch);
        Matcher last = LAST_SEQUENCE.matcher(batch);
        answer(exchange, "{\"sequence\":" + (last.find() ? last.group(1) : "0") + "}");
    }

    private void metadata(HttpExchange exchange) throws IOException {
        byte[] file = metadata.get(lastSegment(exchange));
        exchange.sendResponseHeaders(file == null ? 404 : 200, file == null ? -1 : file.length);
        if (file != null) {
            exchange.getResponseBody().write(file);
        }
        exchange.close();
    }

    /** Serves the payload itself, as a gateway may be configured to. */
    private void payload(HttpExchange exchange) throws IOException {
        Matcher range = RANGE.matcher(exchange.getRequestHeaders().getFirst("Range"));
        int from = range.matches() ? Integer.parseInt(range.group(1)) : 0;
        exchange.getResponseHeaders()
                .set("Content-Range", "bytes %d-%d/%d".formatted(from, payload.length - 1, payload.length));
        exchange.sendResponseHeaders(206, payload.length - from);
        for (int at = from; at < payload.length; at += CHUNK) {
            exchange.getResponseBody().write(payload, at, Math.min(CHUNK, payload.length - at));
        }
        exchange.close();
    }

    private static String lastSegment(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static CreatedPayload create(Path image, Path payloadFile) throws IOException {
        try {
            return new CreatePayload(new CreationSettings(256 * 1024, 1, 1)).create(image, payloadFile, _ -> {});
        } catch (PayloadRefusedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void publish(CreatedPayload created) {
        SigningKey offline = Ed25519SigningKey.generate(new SecureRandom());
        SigningKey online = Ed25519SigningKey.generate(new SecureRandom());
        Authority offlineAuthority = Authority.of(offline.verificationKey());
        Authority onlineAuthority = Authority.of(online.verificationKey());
        Content image = new Content(created.imageLength(), new Sha256(imageSha256));
        Targets targets = Targets.first(EXPIRES, List.of(PayloadTarget.delegation(onlineAuthority)))
                .with(
                        List.of(new ImageTarget(
                                        new TargetPath("debian/2/rootfs"),
                                        image,
                                        releaseId,
                                        List.of("virtual-board"),
                                        "rootfs",
                                        "raw")
                                .toTarget()),
                        EXPIRES);
        Targets payloads = Targets.first(EXPIRES, List.of())
                .with(
                        List.of(new PayloadTarget(
                                        PayloadTarget.pathOf(image.sha256(), "full"),
                                        new Content(
                                                created.payloadLength(),
                                                new Sha256(
                                                        created.payloadSha256().hex())),
                                        "full",
                                        image,
                                        new Content(
                                                created.index().length(),
                                                new Sha256(
                                                        created.index().sha256().hex())))
                                .toTarget()),
                        EXPIRES);
        Root root = Root.first(EXPIRES, offlineAuthority, offlineAuthority, onlineAuthority, onlineAuthority);
        new RevisionSigner(List.of(online), List.of(online), Duration.ofDays(7), Duration.ofDays(1), Clock.systemUTC())
                .first(new RepositoryContents(
                        SignedRole.sign(RoleName.ROOT, root, List.of(offline)),
                        SignedRole.sign(RoleName.TARGETS, targets, List.of(offline)),
                        Map.of(PayloadTarget.ROLE, SignedRole.sign(PayloadTarget.ROLE, payloads, List.of(online)))))
                .files()
                .forEach(file -> metadata.put(file.name(), file.content()));
    }

    private static Identity identity(String subject) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair key = generator.generateKeyPair();
            var certificate = new JcaX509v3CertificateBuilder(
                            new X500Name(subject),
                            BigInteger.ONE,
                            Date.from(Instant.now().minus(Duration.ofHours(1))),
                            Date.from(EXPIRES),
                            new X500Name(subject),
                            key.getPublic())
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(true))
                    .addExtension(
                            Extension.subjectAlternativeName,
                            false,
                            new GeneralNames(new GeneralName(GeneralName.dNSName, "localhost")))
                    .build(new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate()));
            return new Identity(key, new JcaX509CertificateConverter().getCertificate(certificate));
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SSLContext tls(Identity identity) throws IOException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    "server", identity.key().getPrivate(), new char[0], new X509Certificate[] {identity.certificate()});
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, new char[0]);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(Object object) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
            pem.writeObject(object);
        }
        return text.toString();
    }
}
