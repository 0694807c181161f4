package io.slipway.standalone.operator.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;

import io.slipway.metadata.key.bouncycastle.BouncyCastleVerifier;
import io.slipway.metadata.publication.SignedRole;
import io.slipway.metadata.refusal.MetadataRefusedException;
import io.slipway.metadata.role.Authority;
import io.slipway.metadata.role.RoleName;
import io.slipway.metadata.role.Root;
import io.slipway.metadata.role.Target;
import io.slipway.metadata.role.Targets;
import io.slipway.metadata.target.ImageTarget;
import io.slipway.metadata.trust.UpdateLimits;
import io.slipway.metadata.trust.file.FileTrustedMetadataStore;
import io.slipway.standalone.StandaloneException;
import io.slipway.standalone.operator.Image;
import io.slipway.standalone.operator.PublishedRelease;
import io.slipway.standalone.signing.OfflineKeys;
import io.slipway.standalone.signing.OnlinePublicKeys;
import io.slipway.standalone.signing.SignMetadata;

/**
 * Publishes a release: uploads its images, drafts it, and signs targets metadata that adds the images as they are on this machine.
 *
 * <p>The present targets metadata comes from the server and is verified from the root that this operator made, with the same workflow as on a device; so a
 * server that was taken over can neither slip an image in nor bring an old state back.
 */
public final class PublishRelease {

    private static final String RAW = "raw";

    private final ArtifactApi artifacts;
    private final ArtifactUpload upload;
    private final Path trusted;
    private final TrustedTargets repository;
    private final SignMetadata signing;
    private final Consumer<String> progress;

    /**
     * @param trusted folder in which the metadata that was verified last is kept, beside the keys
     * @param progress gets a line of text before each step that takes time
     */
    public PublishRelease(ServiceClient client, Path trusted, Clock clock, Consumer<String> progress) {
        this.artifacts = new ArtifactApi(client);
        this.upload = new ArtifactUpload(client);
        this.trusted = trusted;
        this.repository = new TrustedTargets(artifacts, trusted, clock);
        this.signing = new SignMetadata(clock);
        this.progress = progress;
    }

    /**
     * What to publish.
     *
     * @param images by component
     */
    public record Wish(String name, String version, String deviceType, Map<String, Image> images) {

        public Wish {
            images = new TreeMap<>(images);
        }
    }

    /** Publishes; returns when the signed metadata is accepted. */
    public PublishedRelease publish(OfflineKeys keys, Wish wish) throws IOException {
        for (Map.Entry<String, Image> image : wish.images().entrySet()) {
            progress.accept("uploading " + image.getValue().file().getFileName());
            upload.upload(
                    image.getValue().file(), image.getValue().content().sha256().hex());
        }
        List<ArtifactApi.NewComponent> components = wish.images().entrySet().stream()
                .map(image -> new ArtifactApi.NewComponent(
                        image.getKey(), image.getValue().content().sha256().hex(), RAW))
                .toList();
        UUID id = artifacts
                .createDraft(wish.name(), wish.version(), wish.deviceType(), components)
                .id();
        progress.accept("signing release " + wish.name() + " " + wish.version());
        ensureRepository(keys);
        Targets current = repository.current().targets();
        artifacts.submitTargets(signing.withImages(keys, current, targets(id, wish)));
        return new PublishedRelease(id, wish.name(), wish.version());
    }

    /**
     * Begins the repository if that was not done.
     *
     * @return the trusted root, which devices are provisioned with
     * @throws StandaloneException if the repository belongs to another root key
     */
    public byte[] ensureRepository(OfflineKeys keys) throws IOException {
        FileTrustedMetadataStore store = new FileTrustedMetadataStore(trusted);
        if (!artifacts.isInitialised()) {
            OnlinePublicKeys online = artifacts.onlineKeys();
            SignedRole<Root> root = signing.firstRoot(keys, online);
            store.save(RoleName.ROOT, root.bytes());
            artifacts.initialise(root, signing.firstTargets(keys, online));
        } else if (store.load(RoleName.ROOT).isEmpty()) {
            store.provision(ownFirstRoot(keys));
        }
        return store.load(RoleName.ROOT).orElseThrow();
    }

    /** The repository's first root, if the key of this operator has signed it. */
    private byte[] ownFirstRoot(OfflineKeys keys) throws IOException {
        try (InputStream in = artifacts
                .open(RoleName.ROOT.fileName(1), UpdateLimits.DEFAULT.rootBytes())
                .orElseThrow(
                        () -> new StandaloneException("artifact-service has lost the first root of the repository."))) {
            byte[] file = in.readAllBytes();
            SignedRole.readRoot(file)
                    .verifiedBy(Authority.of(keys.root().verificationKey()), new BouncyCastleVerifier());
            return file;
        } catch (MetadataRefusedException e) {
            throw new StandaloneException(
                    "The repository was begun with another root key, so nothing was signed: " + e.getMessage(), e);
        }
    }

    private static List<Target> targets(UUID id, Wish wish) {
        return wish.images().entrySet().stream()
                .map(image -> new ImageTarget(
                                ImageTarget.pathOf(wish.name(), wish.version(), image.getKey()),
                                image.getValue().content(),
                                id,
                                List.of(wish.deviceType()),
                                image.getKey(),
                                RAW)
                        .toTarget())
                .toList();
    }
}
