package io.slipway.artifact.repository;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.restassured.path.json.JsonPath;

import io.slipway.artifact.Api;
import io.slipway.metadata.canonical.JsonObject;
import io.slipway.metadata.canonical.JsonValue;
import io.slipway.metadata.digest.Sha256;
import io.slipway.metadata.key.SignatureScheme;
import io.slipway.metadata.key.SigningKey;
import io.slipway.metadata.key.VerificationKey;
import io.slipway.metadata.key.bouncycastle.EcdsaP256SigningKey;
import io.slipway.metadata.key.bouncycastle.Ed25519SigningKey;
import io.slipway.metadata.publication.SignedRole;
import io.slipway.metadata.role.Authority;
import io.slipway.metadata.role.RoleName;
import io.slipway.metadata.role.Root;
import io.slipway.metadata.role.Target;
import io.slipway.metadata.role.TargetPath;
import io.slipway.metadata.role.Targets;
import io.slipway.metadata.target.Content;
import io.slipway.metadata.target.ImageTarget;
import io.slipway.metadata.target.PayloadTarget;

import static io.slipway.artifact.Api.sha256;

/** The operator with the offline keys: what the command line does, for tests. */
final class Operator {

    private static final SecureRandom RANDOM = new SecureRandom();

    final Api api = new Api();
    final SigningKey rootKey = EcdsaP256SigningKey.generate(RANDOM);
    final SigningKey targetsKey = Ed25519SigningKey.generate(RANDOM);
    SignedRole<Root> root = SignedRole.sign(RoleName.ROOT, firstRoot(), List.of(rootKey));
    SignedRole<Targets> targets = signed(Targets.first(nextYear(), List.of(PayloadTarget.delegation(payloads()))));

    static Instant nextYear() {
        return Instant.now().plus(Duration.ofDays(365)).truncatedTo(ChronoUnit.SECONDS);
    }

    Root firstRoot() {
        return Root.first(
                nextYear(),
                Authority.of(rootKey.verificationKey()),
                Authority.of(targetsKey.verificationKey()),
                online("snapshot"),
                online("timestamp"));
    }

    Authority payloads() {
        return online("payloads");
    }

    /** The service's key for a role, with threshold 1. */
    Authority online(String role) {
        JsonPath keys = api.request()
                .get("/api/v1/repository/online-keys")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        VerificationKey key = VerificationKey.of(SignatureScheme.ED25519, keys.getString(role + ".keyval.public"));
        if (!key.id().hex().equals(keys.getString(role + ".keyid"))) {
            throw new AssertionError("the key id of " + role + " is not the key's");
        }
        return Authority.of(key);
    }

    SignedRole<Targets> signed(Targets unsigned) {
        return SignedRole.sign(RoleName.TARGETS, unsigned, List.of(targetsKey));
    }

    Api.Answer initialise() {
        return initialise(root.bytes(), targets.bytes());
    }

    Api.Answer initialise(byte[] rootFile, byte[] targetsFile) {
        String body = "{\"root\":" + quoted(rootFile) + ",\"targets\":" + quoted(targetsFile) + "}";
        return api.send(
                "POST",
                "/api/v1/repository",
                BodyPublishers.ofString(body),
                Map.of("Content-Type", "application/json"));
    }

    /** Publishes an artifact and drafts a release of it with the component {@code rootfs}. */
    UUID draft(String name, String version, byte[] image) {
        api.publish(image, sha256(image));
        return UUID.fromString(api.request()
                .contentType("application/json")
                .body("""
                        {"name":"%s","version":"%s","deviceTypes":["virtual-board"],
                         "components":[{"name":"rootfs","artifactSha256":"%s","format":"raw"}]}""".formatted(name, version, sha256(image)))
                .post("/api/v1/releases")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getString("id"));
    }

    /** The target of a release's image, with what sigstore-java's client insists on beside. */
    Target image(UUID release, String name, String version, byte[] image) {
        Target target = new ImageTarget(
                        ImageTarget.pathOf(name, version, "rootfs"),
                        new Content(image.length, Sha256.of(image)),
                        release,
                        List.of("virtual-board"),
                        "rootfs",
                        "raw")
                .toTarget();
        Map<String, JsonValue> custom = new LinkedHashMap<>(target.custom().members());
        custom.put(
                "sigstore",
                JsonObject.builder()
                        .put("status", "Active")
                        .put("usage", "Unknown")
                        .build());
        return new Target(target.path(), target.length(), target.sha256(), new JsonObject(custom));
    }

    /** Submits the next targets metadata with these added; remembers it if it is taken. */
    Api.Answer add(Target... added) {
        return submit(signed(targets.role().with(List.of(added), nextYear())));
    }

    /** Submits the next targets metadata without these; remembers it if it is taken. */
    Api.Answer drop(Collection<TargetPath> dropped) {
        return submit(signed(targets.role().without(dropped, nextYear())));
    }

    Api.Answer submit(SignedRole<Targets> next) {
        Api.Answer answer = put("targets", next.bytes());
        if (answer.status() == 200) {
            targets = next;
        }
        return answer;
    }

    Api.Answer put(String role, byte[] file) {
        return api.send(
                "PUT",
                "/api/v1/repository/" + role,
                BodyPublishers.ofByteArray(file),
                Map.of("Content-Type", "application/json"));
    }

    String state(UUID release) {
        return api.request().get("/api/v1/releases/" + release).jsonPath().getString("state");
    }

    private static String quoted(byte[] file) {
        String text = new String(file, StandardCharsets.UTF_8);
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }
}
