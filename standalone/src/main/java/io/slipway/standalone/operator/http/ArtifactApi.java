package io.slipway.standalone.operator.http;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import io.slipway.metadata.key.SignatureScheme;
import io.slipway.metadata.key.VerificationKey;
import io.slipway.metadata.publication.SignedRole;
import io.slipway.metadata.role.Root;
import io.slipway.metadata.role.Targets;
import io.slipway.metadata.trust.MetadataFetcher;
import io.slipway.standalone.StandaloneException;
import io.slipway.standalone.signing.OnlinePublicKeys;

/** artifact-service: releases and the signed metadata of a repository. {@link ArtifactUpload} carries the artifacts. */
public final class ArtifactApi implements MetadataFetcher {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ServiceClient client;

    public ArtifactApi(ServiceClient client) {
        this.client = client;
    }

    /** A component of a new release. */
    public record NewComponent(String name, String artifactSha256, String format) {}

    private record NewRelease(String name, String version, List<String> deviceTypes, List<NewComponent> components) {}

    /** A release. */
    public record Release(UUID id, String name, String version, String state) {}

    private record OnlineKeys(PublicKey snapshot, PublicKey timestamp, PublicKey payloads) {}

    private record PublicKey(String scheme, Map<String, String> keyval) {}

    private record OfflineFiles(String root, String targets) {}

    private record Repository(boolean published) {}

    /** Drafts a release of artifacts that are there. */
    public Release createDraft(String name, String version, String deviceType, List<NewComponent> components) {
        NewRelease wish = new NewRelease(name, version, List.of(deviceType), components);
        return client.post("/api/v1/releases", wish, Release.class);
    }

    public Release release(UUID id) {
        return client.get("/api/v1/releases/" + id, Release.class);
    }

    /** The public keys of the roles that artifact-service signs. */
    public OnlinePublicKeys onlineKeys() {
        OnlineKeys keys = client.get("/api/v1/repository/online-keys", OnlineKeys.class);
        return new OnlinePublicKeys(key(keys.snapshot()), key(keys.timestamp()), key(keys.payloads()));
    }

    /** Begins the repository. */
    public void initialise(SignedRole<Root> root, SignedRole<Targets> targets) {
        client.post("/api/v1/repository", new OfflineFiles(text(root), text(targets)), Repository.class);
    }

    /** Whether the repository was begun. */
    public boolean isInitialised() {
        return client.find("/api/v1/repository").isPresent();
    }

    public void submitTargets(SignedRole<Targets> targets) {
        submit("/api/v1/repository/targets", targets);
    }

    public void submitRoot(SignedRole<Root> root) {
        submit("/api/v1/repository/root", root);
    }

    @Override
    public Optional<InputStream> open(String fileName, long maxLength) {
        return client.find("/api/v1/repository/metadata/" + fileName).map(ByteArrayInputStream::new);
    }

    private void submit(String path, SignedRole<?> role) {
        client.send(client.request(path, PATIENCE)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofByteArray(role.bytes())));
    }

    private static VerificationKey key(PublicKey key) {
        SignatureScheme scheme = Stream.of(SignatureScheme.values())
                .filter(known -> known.word().equals(key.scheme()))
                .findFirst()
                .orElseThrow(() -> new StandaloneException(
                        "artifact-service signs with " + key.scheme() + ", which this version does not know."));
        return VerificationKey.of(scheme, key.keyval().getOrDefault("public", ""));
    }

    private static String text(SignedRole<?> role) {
        return new String(role.bytes(), StandardCharsets.UTF_8);
    }
}
