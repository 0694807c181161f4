package io.slipway.standalone.operator.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.slipway.metadata.key.SigningKey;
import io.slipway.metadata.key.bouncycastle.Ed25519SigningKey;
import io.slipway.metadata.publication.RepositoryContents;
import io.slipway.metadata.publication.Revision;
import io.slipway.metadata.publication.RevisionSigner;
import io.slipway.metadata.publication.SignedRole;
import io.slipway.metadata.role.RoleName;
import io.slipway.metadata.role.Root;
import io.slipway.metadata.role.Targets;
import io.slipway.metadata.target.PayloadTarget;

/** What artifact-service's API does with metadata, in memory and without checks, so that a test can make it do what a server in wrong hands would. */
public final class RepositoryServer implements AutoCloseable {

    public static final UUID RELEASE = UUID.fromString("11111111-2222-3333-4444-555555555555");

    private final SigningKey snapshot = Ed25519SigningKey.generate(new SecureRandom());
    private final SigningKey timestamp = Ed25519SigningKey.generate(new SecureRandom());
    private final SigningKey payloads = Ed25519SigningKey.generate(new SecureRandom());
    private final RevisionSigner signer = new RevisionSigner(
            List.of(snapshot), List.of(timestamp), Duration.ofDays(7), Duration.ofDays(1), Clock.systemUTC());
    private final Map<String, byte[]> files = new TreeMap<>();
    private final HttpServer server;
    private Optional<Revision> revision = Optional.empty();
    private String releases = "[]";

    public RepositoryServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/", this::answer);
        server.start();
    }

    ServiceClient client() {
        return new ServiceClient("artifact-service", address(), "secret");
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The root metadata that was submitted last. */
    public SignedRole<Root> root() {
        return revision.orElseThrow().contents().root();
    }

    /** The targets metadata that was submitted last. */
    public SignedRole<Targets> targets() {
        return revision.orElseThrow().contents().targets();
    }

    /** Answers with these releases, as JSON, when asked for the list. */
    void releases(String json) {
        releases = json;
    }

    /** Publishes other targets metadata, as someone could who holds the online keys. */
    void replaceTargets(SignedRole<Targets> targets) {
        publish(signer.next(
                revision.orElseThrow(), revision.orElseThrow().contents().withTargets(targets)));
    }

    /** The present state, to be brought back later. */
    Map<String, byte[]> files() {
        return Map.copyOf(files);
    }

    /** Shows an earlier state as if nothing had happened since. */
    void restore(Map<String, byte[]> earlier) {
        files.clear();
        files.putAll(earlier);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String what =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readAllBytes();
        switch (what) {
            case "GET /api/v1/repository/online-keys" -> send(exchange, 200, onlineKeys());
            case "GET /api/v1/repository" -> send(exchange, revision.isPresent() ? 200 : 404, "{}");
            case "POST /api/v1/repository" -> {
                initialise(new JsonMapper().readTree(body));
                send(exchange, 201, "{}");
            }
            case "PUT /api/v1/repository/targets" -> {
                replaceTargets(SignedRole.readTargets(RoleName.TARGETS, body));
                send(exchange, 200, "{}");
            }
            case "PUT /api/v1/repository/root" -> {
                Revision now = revision.orElseThrow();
                publish(signer.next(now, now.contents().withRoot(SignedRole.readRoot(body))));
                send(exchange, 200, "{}");
            }
            case "GET /api/v1/releases" -> send(exchange, 200, releases);
            case "POST /api/v1/uploads" -> send(exchange, 200, "{}");
            case "POST /api/v1/releases" ->
                send(
                        exchange,
                        201,
                        "{\"id\":\"" + RELEASE + "\",\"name\":\"n\",\"version\":\"v\",\"state\":\"draft\"}");
            default -> metadata(exchange, what.substring(what.lastIndexOf('/') + 1));
        }
    }

    private void metadata(HttpExchange exchange, String file) throws IOException {
        byte[] content = files.get(file);
        send(exchange, content == null ? 404 : 200, content == null ? new byte[0] : content);
    }

    private void initialise(JsonNode body) {
        var root = SignedRole.readRoot(body.get("root").asText().getBytes(StandardCharsets.UTF_8));
        var targets = SignedRole.readTargets(
                RoleName.TARGETS, body.get("targets").asText().getBytes(StandardCharsets.UTF_8));
        var none = SignedRole.sign(
                PayloadTarget.ROLE, Targets.first(targets.role().expires(), List.of()), List.of(payloads));
        publish(signer.first(new RepositoryContents(root, targets, Map.of(PayloadTarget.ROLE, none))));
    }

    private void publish(Revision next) {
        revision = Optional.of(next);
        next.files().forEach(file -> files.put(file.name(), file.content()));
    }

    private String onlineKeys() {
        return "{\"snapshot\":%s,\"timestamp\":%s,\"payloads\":%s}"
                .formatted(json(snapshot), json(timestamp), json(payloads));
    }

    private static String json(SigningKey key) {
        return "{\"scheme\":\"ed25519\",\"keyval\":{\"public\":\""
                + key.verificationKey().publicValue() + "\"}}";
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        send(exchange, status, body.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
