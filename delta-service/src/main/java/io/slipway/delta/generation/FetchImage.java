package io.slipway.delta.generation;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongConsumer;

import io.slipway.delta.generation.FindChain.Finding;
import io.slipway.payload.index.PayloadRefusedException;
import io.slipway.payload.index.Sha256;

/**
 * Brings an image into a file: the original upload or, where that is not kept any more, what its full payload gives or, where that is not kept either, what
 * the chain to it gives.
 *
 * <p>Each is compared with the image's digest. Memory is bounded by a few ranges of a payload.
 */
final class FetchImage {

    private static final int COPY_BUFFER = 1 << 18;

    private final ImageStore images;
    private final RebuildImage rebuild;
    private final PayloadJobs jobs;
    private final FindChain chains;

    FetchImage(ImageStore images, PayloadStore payloads, PayloadJobs jobs) {
        this.images = images;
        this.rebuild = new RebuildImage(payloads);
        this.jobs = jobs;
        this.chains = new FindChain(jobs);
    }

    /** Most bytes that {@link #fetch} takes in the workspace beside the image itself; blocks. */
    long extraBytes(Image image) {
        return jobs.fullPayload(image).isEmpty() && chains.to(image).orElse(null) instanceof Finding.Found(Chain chain)
                ? chain.diskBytes()
                : 0;
    }

    /**
     * Writes the image to {@code file}; blocks.
     *
     * @param workspace for images on the way
     * @param progress told how many bytes of the image are done; may throw to stop the work
     * @return why there is no such image, or empty
     * @throws IOException if a store or the disk fails; trying again may help
     */
    Optional<Reason> fetch(Image image, Path file, Workspace workspace, LongConsumer progress) throws IOException {
        Optional<InputStream> original = images.open(image);
        if (original.isPresent()) {
            return copy(image, original.get(), file, progress);
        }
        Optional<StoredPayload> full = jobs.fullPayload(image);
        if (full.isPresent()) {
            return apply(image, full.get(), file, progress);
        }
        Optional<Finding> finding = chains.to(image);
        if (finding.isEmpty()) {
            return Optional.of(
                    new Reason("image-missing", "the object store has no object under the digest " + image.sha256()));
        }
        return switch (finding.get()) {
            case Finding.Found(Chain chain) ->
                rebuild.apply(chain, file, workspace, done -> progress.accept(scaled(done, chain, image)));
            case Finding.Broken(Reason reason) -> Optional.of(reason);
        };
    }

    private static long scaled(long done, Chain chain, Image image) {
        return (long) ((double) done / chain.imageBytes() * image.length());
    }

    private static Optional<Reason> copy(Image image, InputStream original, Path file, LongConsumer progress)
            throws IOException {
        boolean tooLong = false;
        DigestingTarget target;
        try (InputStream in = original;
                OutputStream out = Files.newOutputStream(file)) {
            target = new DigestingTarget(image.length(), out);
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

    private Optional<Reason> apply(Image image, StoredPayload full, Path file, LongConsumer progress)
            throws IOException {
        try {
            rebuild.apply(image, full, file, progress);
            return Optional.empty();
        } catch (PayloadRefusedException e) {
            return Optional.of(new Reason(
                    "image-missing",
                    "there is no original of %s, and its full payload is refused: %s"
                            .formatted(image.sha256(), e.refusal().detail())));
        }
    }
}
