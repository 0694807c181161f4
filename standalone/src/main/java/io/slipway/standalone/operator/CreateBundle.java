package io.slipway.standalone.operator;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

import io.slipway.metadata.canonical.JsonLimits;
import io.slipway.metadata.digest.Sha256;
import io.slipway.metadata.key.bouncycastle.BouncyCastleVerifier;
import io.slipway.metadata.refusal.MetadataRefusedException;
import io.slipway.metadata.role.RoleName;
import io.slipway.metadata.role.Target;
import io.slipway.metadata.target.Content;
import io.slipway.metadata.target.ImageTarget;
import io.slipway.metadata.target.PayloadTarget;
import io.slipway.metadata.trust.MetadataFetcher;
import io.slipway.metadata.trust.TrustedRepository;
import io.slipway.metadata.trust.UpdateLimits;
import io.slipway.metadata.trust.UpdateMetadata;
import io.slipway.metadata.trust.file.FileTrustedMetadataStore;
import io.slipway.standalone.FileTree;
import io.slipway.standalone.StandaloneException;

/**
 * Makes a bundle for local media: all metadata that any device of the tenant needs, from the first root on, and the payloads of one release. The table of contents is written last,
 * after everything was read back and checked as a device does, so what is left of an attempt that failed is no bundle.
 */
public final class CreateBundle {

    private static final String METADATA = "metadata/";
    private static final String PAYLOADS = "payloads/";

    private final BundleSource source;
    private final Clock clock;
    private final Consumer<String> progress;

    /** @param progress hears what is done, in words */
    public CreateBundle(BundleSource source, Clock clock, Consumer<String> progress) {
        this.source = source;
        this.clock = clock;
        this.progress = progress;
    }

    /**
     * What the bundle is to carry.
     *
     * @param name of the release
     * @param version of the release
     * @param from versions of the same name from which it carries deltas as well
     */
    public record Wish(String name, String version, String deviceType, List<String> from) {

        public Wish {
            from = List.copyOf(from);
        }
    }

    /** The place for the bundle. */
    public interface Place extends BundleSource {

        /** @throws StandaloneException if something lies there that is in the way */
        void requireFree() throws IOException;

        /** Writes a file; it is on the medium when this returns. */
        void write(String path, byte[] content) throws IOException;

        /** Writes a file of so many bytes, no more and no fewer, and returns the digest of them. */
        Sha256 write(String path, InputStream content, long length) throws IOException;

        /** The digest of what lies there. */
        Sha256 digest(String path) throws IOException;
    }

    /**
     * Makes the bundle.
     *
     * @param trustedRoot a root that is known to be right; without one the first root of the source is believed
     * @throws StandaloneException if the metadata is not to be trusted, or the release, a delta or a payload is not there
     */
    public BundleContents create(Wish wish, Place place, Optional<byte[]> trustedRoot) throws IOException {
        place.requireFree();
        progress.accept("fetching signed metadata");
        SortedMap<String, byte[]> metadata = new TreeMap<>();
        byte[] first = firstRoot();
        List<PayloadTarget> payloads = new ArrayList<>();
        List<ImageTarget> images = withTrusted(first, recording(metadata), repository -> {
            List<ImageTarget> chosen = images(wish, repository);
            for (ImageTarget image : chosen) {
                payloads.addAll(payloads(wish, image, repository));
            }
            return chosen;
        });
        metadata.put(RoleName.ROOT.fileName(1), first);

        SortedMap<String, Content> files = new TreeMap<>();
        for (Map.Entry<String, byte[]> file : metadata.entrySet()) {
            place.write(METADATA + file.getKey(), file.getValue());
            files.put(METADATA + file.getKey(), new Content(file.getValue().length, Sha256.of(file.getValue())));
        }
        for (PayloadTarget payload : payloads) {
            files.put(PAYLOADS + payload.content().sha256(), payload.content());
            copy(payload, place);
        }
        check(wish, place, files, trustedRoot.orElse(first));
        BundleContents contents = new BundleContents(wish.deviceType(), images, files);
        place.write("bundle.json", contents.json());
        return contents;
    }

    private byte[] firstRoot() throws IOException {
        try (InputStream in = source.metadata()
                .open(RoleName.ROOT.fileName(1), JsonLimits.METADATA.maxBytes())
                .orElseThrow(() -> new StandaloneException(
                        "The repository has no first root, so there is nothing to make a bundle from."))) {
            return in.readNBytes(JsonLimits.METADATA.maxBytes());
        }
    }

    private MetadataFetcher recording(Map<String, byte[]> fetched) {
        return (fileName, maxLength) -> {
            Optional<InputStream> opened = source.metadata().open(fileName, maxLength);
            if (opened.isEmpty()) {
                return Optional.empty();
            }
            try (InputStream in = opened.get()) {
                byte[] content = in.readNBytes(JsonLimits.METADATA.maxBytes());
                fetched.put(fileName, content);
                return Optional.of(new ByteArrayInputStream(content));
            }
        };
    }

    private static List<ImageTarget> images(Wish wish, TrustedRepository repository) {
        List<ImageTarget> images = new ArrayList<>();
        for (Target target : repository.targets().targets().values()) {
            ImageTarget image = ImageTarget.read(target);
            if (image.releaseName().equals(wish.name())
                    && image.releaseVersion().equals(wish.version())
                    && image.deviceTypes().contains(wish.deviceType())) {
                images.add(image);
            }
        }
        if (images.isEmpty()) {
            throw new StandaloneException("There is no signed release %s %s for devices of the type %s."
                    .formatted(wish.name(), wish.version(), wish.deviceType()));
        }
        images.sort(Comparator.comparing(ImageTarget::component));
        return images;
    }

    private static List<PayloadTarget> payloads(Wish wish, ImageTarget image, TrustedRepository repository)
            throws IOException {
        List<PayloadTarget> payloads = new ArrayList<>();
        payloads.add(repository
                .findPayload(PayloadTarget.fullPath(image.content().sha256()))
                .orElseThrow(() -> new StandaloneException("The payload of " + image.path()
                        + " is not signed yet; it is made after a release is published.")));
        for (String version : wish.from()) {
            Target source = repository
                    .targets()
                    .target(ImageTarget.pathOf(image.releaseName(), version, image.component()))
                    .orElseThrow(() -> new StandaloneException("There is no signed release %s %s with %s to start from."
                            .formatted(image.releaseName(), version, image.component())));
            payloads.add(repository
                    .findPayload(PayloadTarget.deltaPath(image.content().sha256(), source.sha256()))
                    .orElseThrow(() -> new StandaloneException(
                            "There is no delta from %s to %s; without --from %s the bundle has the full payload, which every device can use."
                                    .formatted(source.path(), image.path(), version))));
        }
        return payloads;
    }

    private void copy(PayloadTarget payload, Place place) throws IOException {
        Content content = payload.content();
        progress.accept("copying the payload %s, %d bytes".formatted(payload.path(), content.length()));
        try (InputStream in = source.payload(payload)) {
            Sha256 copied = place.write(PAYLOADS + content.sha256(), in, content.length());
            requireSame(payload.path().value(), content.sha256(), copied);
        }
    }

    /** Reads everything back, as a device will. */
    private void check(Wish wish, Place place, SortedMap<String, Content> files, byte[] root) throws IOException {
        progress.accept("reading everything back");
        withTrusted(root, place.metadata(), repository -> {
            for (ImageTarget image : images(wish, repository)) {
                payloads(wish, image, repository);
            }
            return true;
        });
        for (Map.Entry<String, Content> file : files.entrySet()) {
            requireSame(file.getKey(), file.getValue().sha256(), place.digest(file.getKey()));
        }
    }

    private static void requireSame(String what, Sha256 expected, Sha256 found) {
        if (!expected.equals(found)) {
            throw new StandaloneException(
                    "%s has sha256 %s, expected %s; no bundle was made.".formatted(what, found, expected));
        }
    }

    private interface Use<T> {
        T of(TrustedRepository repository) throws IOException;
    }

    /** The repository as a device sees it that trusts {@code root} and has seen nothing else. */
    private <T> T withTrusted(byte[] root, MetadataFetcher fetcher, Use<T> use) throws IOException {
        Path forgotten = Files.createTempDirectory("slipway-");
        try {
            FileTrustedMetadataStore store = new FileTrustedMetadataStore(forgotten);
            store.provision(root);
            return use.of(new UpdateMetadata(fetcher, store, new BouncyCastleVerifier(), UpdateLimits.DEFAULT, clock)
                    .update());
        } catch (MetadataRefusedException e) {
            throw new StandaloneException(
                    "The metadata is not to be trusted, so no bundle was made: " + e.getMessage() + ".", e);
        } finally {
            FileTree.remove(forgotten);
        }
    }
}
