package io.slipway.delta.generation;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongConsumer;

import io.slipway.payload.index.PayloadRefusedException;
import io.slipway.payload.index.Sha256;

/**
 * Brings an image into a file: the original upload, or, where that is not kept any more, what its full payload gives.
 *
 * <p>Either is compared with the image's digest. Memory is bounded by two ranges of the payload.
 */
final class FetchImage {

    private static final int COPY_BUFFER = 1 << 18;

    private final ImageStore images;
    private final PayloadStore payloads;
    private final PayloadJobs jobs;

    FetchImage(ImageStore images, PayloadStore payloads, PayloadJobs jobs) {
        this.images = images;
        this.payloads = payloads;
        this.jobs = jobs;
    }

    /**
     * Writes the image to {@code file}; blocks.
     *
     * @param progress told how many bytes of the image are done; may throw to stop the work
     * @return why there is no such image, or empty
     * @throws IOException if a store or the disk fails; trying again may help
     */
    Optional<Reason> fetch(Image image, Path file, LongConsumer progress) throws IOException {
        Optional<InputStream> original = images.open(image);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), COPY_BUFFER)) {
            DigestingTarget target = new DigestingTarget(image.length(), out);
            if (original.isPresent()) {
                return copy(image, original.get(), target, progress);
            }
            Optional<StoredPayload> payload = jobs.fullPayload(image);
            return payload.isPresent()
                    ? rebuild(image, payload.get(), target, progress)
                    : Optional.of(new Reason(
                            "image-missing", "the object store has no object under the digest " + image.sha256()));
        }
    }

    private static Optional<Reason> copy(
            Image image, InputStream original, DigestingTarget target, LongConsumer progress) throws IOException {
        boolean tooLong = false;
        try (InputStream in = original) {
            byte[] buffer = new byte[COPY_BUFFER];
            int read = in.read(buffer);
            while (read >= 0 && !tooLong) {
                tooLong = target.written() + read > image.length();
                if (!tooLong) {
                    target.write(buffer, read);
                    progress.accept(target.written());
                    read = in.read(buffer);
                }
            }
        }
        long length = target.written();
        Sha256 actual = target.sha256();
        if (!tooLong && length == image.length() && actual.equals(image.sha256())) {
            return Optional.empty();
        }
        return Optional.of(new Reason(
                "image-digest-mismatch",
                "the image should have %d bytes with sha256 %s, the object store gave %s"
                        .formatted(
                                image.length(),
                                image.sha256(),
                                tooLong ? "more" : "%d bytes with %s".formatted(length, actual))));
    }

    private Optional<Reason> rebuild(Image image, StoredPayload payload, DigestingTarget target, LongConsumer progress)
            throws IOException {
        try {
            ApplyPayload.apply(
                    offset -> payloads.open(image.tenant(), payload, offset), payload.index(), target, progress);
            target.requireSha256(image.sha256());
            return Optional.empty();
        } catch (PayloadRefusedException e) {
            return Optional.of(new Reason(
                    "image-missing",
                    "there is no original of %s, and its full payload is refused: %s"
                            .formatted(image.sha256(), e.refusal().detail())));
        }
    }
}
