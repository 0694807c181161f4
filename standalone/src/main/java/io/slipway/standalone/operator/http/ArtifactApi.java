package io.slipway.standalone.operator.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.slipway.metadata.canonical.JsonLimits;
import io.slipway.metadata.key.SignatureScheme;
import io.slipway.metadata.key.VerificationKey;
import io.slipway.metadata.publication.SignedRole;
import io.slipway.metadata.role.RoleName;
import io.slipway.metadata.role.Root;
import io.slipway.metadata.role.Targets;
import io.slipway.metadata.trust.MetadataFetcher;
import io.slipway.metadata.trust.file.FileTrustedMetadataStore;
import io.slipway.standalone.FileTree;
import io.slipway.standalone.StandaloneException;
import io.slipway.standalone.operator.VerifiedRepository;
import io.slipway.standalone.signing.OnlinePublicKeys;

/** artifact-service: releases and the signed metadata of a repository. {@link ArtifactUpload} carries the artifacts. */
public final class ArtifactApi implements MetadataFetcher {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String RELEASES = "/api/v1/releases?limit=1000";

    private final ServiceClient client;

    public ArtifactApi(ServiceClient client) {
        this.client = client;
    }

    /** A component of a new release. */
    public record NewComponent(String name, String artifactSha256, String format) {}

    private record NewRelease(String name, String version, List<String> deviceTypes, List<NewComponent> components) {}

    /** A release. */
    public record Release(
            UUID id,
            String name,
            String version,
            List<String> deviceTypes,
            List<Component> components,
            String state,
            @Nullable Instant publishedAt) {

        /** Whether it waits for signatures and is of just these artifacts. */
        boolean isDraftOf(String deviceType, List<NewComponent> wanted) {
            Set<Component> same = wanted.stream()
                    .map(component -> new Component(component.name(), component.artifactSha256()))
                    .collect(Collectors.toSet());
            return state.equals("draft")
                    && deviceTypes.equals(List.of(deviceType))
                    && Set.copyOf(components).equals(same);
        }
    }

    /** A component of a release. */
    public record Component(String name, String artifactSha256) {}

    private record Withdrawal(String reason) {}

    /** The newest releases, 1000 at most. */
    public List<Release> releases() {
        return List.of(client.get(RELEASES, Release[].class));
    }

    /** The same as JSON. */
    public String releasesJson() {
        return client.text(RELEASES);
    }

    /** Takes a release back. */
    public Release withdraw(UUID id, String reason) {
        return client.post("/api/v1/releases/" + id + "/withdraw", new Withdrawal(reason), Release.class);
    }

    private record OnlineKeys(PublicKey snapshot, PublicKey timestamp, PublicKey payloads) {}

    private record PublicKey(String scheme, Map<String, String> keyval) {}

    private record OfflineFiles(String root, String targets) {}

    private record Repository(boolean published) {}

    /** Drafts a release of artifacts that are there. */
    public Release createDraft(String name, String version, String deviceType, List<NewComponent> components) {
        NewRelease wish = new NewRelease(name, version, List.of(deviceType), components);
        return client.post("/api/v1/releases", wish, Release.class);
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

    /**
     * Has {@code recipient}, a fetcher that keeps what it fetches, fetch all that a client needs. Nothing is believed: the first root is taken as the server gives
     * it, and forgotten again.
     */
    public void copyMetadata(MetadataFetcher recipient) throws IOException {
        Path forgotten = Files.createTempDirectory("slipway-");
        try (InputStream first = recipient
                .open(RoleName.ROOT.fileName(1), JsonLimits.METADATA.maxBytes())
                .orElseThrow(
                        () -> new StandaloneException("artifact-service has lost the first root of the repository."))) {
            new FileTrustedMetadataStore(forgotten).provision(first.readAllBytes());
            new VerifiedRepository(recipient, forgotten, Clock.systemUTC()).currentEvenIfExpired();
        } finally {
            FileTree.remove(forgotten);
        }
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
