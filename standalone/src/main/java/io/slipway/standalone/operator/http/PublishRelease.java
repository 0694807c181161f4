package io.slipway.standalone.operator.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;

import io.slipway.metadata.key.KeyId;
import io.slipway.metadata.key.SigningKey;
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
import io.slipway.standalone.operator.VerifiedRepository;
import io.slipway.standalone.signing.NextMetadata;
import io.slipway.standalone.signing.OfflineKeys;
import io.slipway.standalone.signing.OnlinePublicKeys;

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
    private final VerifiedRepository repository;
    private final NextMetadata next;
    private final Consumer<String> progress;

    /**
     * @param trusted folder in which the metadata that was verified last is kept, beside the keys
     * @param progress gets a line of text before each step that takes time
     */
    public PublishRelease(ServiceClient client, Path trusted, Clock clock, Consumer<String> progress) {
        this.artifacts = new ArtifactApi(client);
        this.upload = new ArtifactUpload(client);
        this.trusted = trusted;
        this.repository = new VerifiedRepository(artifacts, trusted, clock);
        this.next = new NextMetadata(clock);
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

    /**
     * A release that waits for signatures.
     *
     * @param targets the next targets metadata, which names its images
     */
    public record Draft(PublishedRelease release, Targets targets) {}

    /** Begins the repository if that was not done, and publishes; returns when the signed metadata is accepted. */
    public PublishedRelease publish(OfflineKeys keys, Wish wish) throws IOException {
        ensureRepository(keys);
        return publish(keys.targets(), wish);
    }

    /**
     * Publishes; returns when the signed metadata is accepted.
     *
     * @throws StandaloneException if this key alone cannot sign, which is found out before anything is uploaded
     */
    public PublishedRelease publish(SigningKey targetsKey, Wish wish) throws IOException {
        requireSufficient(repository.current().root().authority(RoleName.TARGETS), targetsKey);
        Draft draft = draft(wish);
        progress.accept("signing release " + wish.name() + " " + wish.version());
        artifacts.submitTargets(SignedRole.sign(RoleName.TARGETS, draft.targets(), List.of(targetsKey)));
        return draft.release();
    }

    /**
     * Uploads the images and drafts the release, to be signed elsewhere. A draft of the same, left by an attempt that broke off, is taken again.
     *
     * @throws StandaloneException if there is another release of this name and version, which is found out before anything is uploaded
     */
    public Draft draft(Wish wish) throws IOException {
        Targets current = repository.current().targets();
        List<ArtifactApi.NewComponent> components = wish.images().entrySet().stream()
                .map(image -> new ArtifactApi.NewComponent(
                        image.getKey(), image.getValue().content().sha256().hex(), RAW))
                .toList();
        Optional<ArtifactApi.Release> there = artifacts.releases().stream()
                .filter(release ->
                        release.name().equals(wish.name()) && release.version().equals(wish.version()))
                .findFirst();
        if (there.filter(release -> !release.isDraftOf(wish.deviceType(), components))
                .isPresent()) {
            throw new StandaloneException("There is a release " + wish.name() + " " + wish.version()
                    + " already, and releases never change; choose another version.");
        }
        for (Image image : wish.images().values()) {
            progress.accept("uploading " + image.file().getFileName());
            upload.upload(image.file(), image.content().sha256().hex());
        }
        UUID id = there.orElseGet(
                        () -> artifacts.createDraft(wish.name(), wish.version(), wish.deviceType(), components))
                .id();
        return new Draft(
                new PublishedRelease(id, wish.name(), wish.version()), next.withImages(current, targets(id, wish)));
    }

    private static void requireSufficient(Authority targets, SigningKey key) {
        KeyId id = key.verificationKey().id();
        if (!targets.keys().containsKey(id)) {
            throw new StandaloneException(
                    "The key " + id + " does not sign the targets of this repository; that is for "
                            + targets.keys().keySet() + ".");
        }
        if (targets.threshold() > 1) {
            throw new StandaloneException("The targets of this repository need " + targets.threshold()
                    + " signatures; draft the release with --ceremony and collect them with ./slipway ceremony sign.");
        }
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
            SignedRole<Root> root = SignedRole.sign(RoleName.ROOT, firstRoot(keys, online), List.of(keys.root()));
            SignedRole<Targets> targets =
                    SignedRole.sign(RoleName.TARGETS, next.firstTargets(online), List.of(keys.targets()));
            store.save(RoleName.ROOT, root.bytes());
            artifacts.initialise(root, targets);
        } else if (store.load(RoleName.ROOT).isEmpty()) {
            store.provision(ownFirstRoot(keys));
        }
        return store.load(RoleName.ROOT).orElseThrow();
    }

    private Root firstRoot(OfflineKeys keys, OnlinePublicKeys online) {
        return next.firstRoot(
                Authority.of(keys.root().verificationKey()),
                Authority.of(keys.targets().verificationKey()),
                online);
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
                    "The repository was begun with another root key, so nothing was signed: " + e.getMessage() + ".",
                    e);
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
