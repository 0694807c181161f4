package io.slipway.delta.generation;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;

import io.slipway.delta.generation.Making.Failed;
import io.slipway.delta.generation.Making.Made;
import io.slipway.delta.generation.Making.Refused;
import io.slipway.delta.generation.Progress.Phase;
import io.slipway.payload.apply.ApplyListener;
import io.slipway.payload.apply.IndexReader;
import io.slipway.payload.apply.PayloadApplier;
import io.slipway.payload.apply.Throttle;
import io.slipway.payload.apply.file.FilePayloadSource;
import io.slipway.payload.create.CreatePayload;
import io.slipway.payload.create.CreatedPayload;
import io.slipway.payload.index.PayloadIndex;
import io.slipway.payload.index.PayloadRefusedException;
import io.slipway.payload.index.Sha256;

/**
 * Makes the full payload of an image: fetch, compress, verify by applying, store.
 *
 * <p>Memory is bounded by the settings of {@link CreatePayload}; disk by twice the image. Leaves no file behind.
 */
public final class FullPayloadMaker {

    private static final int COPY_BUFFER = 1 << 18;

    private final ImageStore images;
    private final PayloadStore payloads;
    private final CreatePayload creation;
    private final Path workDirectory;
    private final long reservedBytes;

    /**
     * A maker that works below a directory.
     *
     * @param workDirectory holds one workspace per attempt
     * @param reservedBytes bytes that have to stay free on the disk of {@code workDirectory}
     */
    public FullPayloadMaker(
            ImageStore images, PayloadStore payloads, CreatePayload creation, Path workDirectory, long reservedBytes) {
        this.images = images;
        this.payloads = payloads;
        this.creation = creation;
        this.workDirectory = workDirectory;
        this.reservedBytes = reservedBytes;
    }

    /** Removes what a crashed process left in the work directory; blocks. */
    void cleanUp() throws IOException {
        Workspace.removeLeftBehind(workDirectory);
    }

    /**
     * Makes and stores the payload of {@code image}; blocks.
     *
     * @throws IOException if a store or the disk fails; trying again may help
     */
    Making make(Image image, ProgressListener listener) throws IOException {
        try (Workspace workspace = Workspace.below(workDirectory)) {
            long needed = 2 * image.length() + reservedBytes;
            if (workspace.usableBytes() < needed) {
                return new Failed(new Reason(
                        "work-directory-full",
                        "making the payload needs %d bytes in the work directory, %d are free"
                                .formatted(needed, workspace.usableBytes())));
            }
            Optional<Reason> refusal = fetch(image, workspace.image(), listener);
            if (refusal.isPresent()) {
                return new Refused(refusal.get());
            }
            return compress(image, workspace, listener);
        }
    }

    private Optional<Reason> fetch(Image image, Path file, ProgressListener listener) throws IOException {
        Optional<InputStream> opened = images.open(image);
        if (opened.isEmpty()) {
            return Optional.of(new Reason("image-missing", "the object store has no object under the image's digest"));
        }
        MessageDigest digest = Sha256.newDigest();
        long length = 0;
        try (InputStream in = opened.get();
                OutputStream out = Files.newOutputStream(file)) {
            byte[] buffer = new byte[COPY_BUFFER];
            int read = in.read(buffer);
            while (read >= 0 && length <= image.length()) {
                digest.update(buffer, 0, read);
                out.write(buffer, 0, read);
                length += read;
                listener.progress(Phase.FETCHING, Math.min(length, image.length()), image.length());
                read = in.read(buffer);
            }
        }
        Sha256 actual = Sha256.of(digest.digest());
        if (length == image.length() && actual.equals(image.sha256())) {
            return Optional.empty();
        }
        return Optional.of(new Reason(
                "image-digest-mismatch",
                "the image should have %d bytes with sha256 %s, the object store gave %s bytes with %s"
                        .formatted(
                                image.length(),
                                image.sha256(),
                                length > image.length() ? "more" : Long.toString(length),
                                actual)));
    }

    private Making compress(Image image, Workspace workspace, ProgressListener listener) throws IOException {
        CreatedPayload created;
        try {
            created = creation.create(
                    workspace.image(),
                    workspace.payload(),
                    done -> listener.progress(Phase.COMPRESSING, done, image.length()));
        } catch (PayloadRefusedException e) {
            return new Refused(new Reason(e.refusal().code(), e.refusal().detail()));
        }
        try {
            verify(image, created, workspace.payload(), listener);
        } catch (PayloadRefusedException e) {
            return new Failed(new Reason("payload-not-verified", e.refusal().detail()));
        }
        StoredPayload payload = new StoredPayload(created.payloadSha256(), created.payloadLength(), created.index());
        listener.progress(Phase.UPLOADING, 0, payload.length());
        payloads.put(image.tenant(), payload, workspace.payload());
        return new Made(payload);
    }

    /** Applies the payload as a device would, to nowhere, and compares the digest of what came out with the image's. */
    private static void verify(Image image, CreatedPayload created, Path file, ProgressListener listener)
            throws IOException, PayloadRefusedException {
        FilePayloadSource source = new FilePayloadSource(file);
        PayloadIndex index = IndexReader.read(source, created.index());
        DigestingTarget target = new DigestingTarget(image.length());
        new PayloadApplier(index, source, target, PayloadApplier.DEFAULT_FORCE_EVERY, Throttle.NONE)
                .apply(0, new ApplyListener() {
                    @Override
                    public void written(long targetBytes, long payloadBytes) {
                        listener.progress(Phase.VERIFYING, targetBytes, image.length());
                    }

                    @Override
                    public void durable(int ranges) {
                        // Nothing is kept of a verification.
                    }
                });
        target.requireSha256(image.sha256());
    }
}
