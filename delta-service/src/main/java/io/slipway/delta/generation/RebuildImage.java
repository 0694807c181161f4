package io.slipway.delta.generation;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongConsumer;

import io.slipway.delta.generation.Chain.Link;
import io.slipway.payload.apply.DeltaSource;
import io.slipway.payload.apply.PayloadSource;
import io.slipway.payload.apply.file.FileTargetDevice;
import io.slipway.payload.index.PayloadRefusedException;
import io.slipway.payload.script.Scratch;

/** Makes an image of payloads in the store alone. Every image on the way is compared with its digest. Memory is bounded by a few ranges. */
final class RebuildImage {

    private static final int BUFFER = 1 << 18;

    private final PayloadStore payloads;

    RebuildImage(PayloadStore payloads) {
        this.payloads = payloads;
    }

    /**
     * Applies a full payload; blocks.
     *
     * @param file is written
     * @param progress told how many bytes of the image are done; may throw to stop the work
     * @throws PayloadRefusedException if the image does not come out
     * @throws IOException if a store or the disk fails; trying again may help
     */
    void apply(Image image, StoredPayload full, Path file, LongConsumer progress)
            throws IOException, PayloadRefusedException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER)) {
            DigestingTarget target = new DigestingTarget(image.length(), out);
            ApplyPayload.apply(bytes(image, full), full.index(), target, progress);
            target.requireSha256(image.sha256());
        }
    }

    /**
     * Applies the full payload of a chain, and its deltas one after the other; blocks.
     *
     * @param file is written; no other image on the way stays behind
     * @param workspace has room for {@link Chain#diskBytes}
     * @param progress told how many bytes of {@link Chain#imageBytes} are done; may throw to stop the work
     * @return why the image cannot be made, or empty
     * @throws IOException if a store or the disk fails; trying again may help
     */
    Optional<Reason> apply(Chain chain, Path file, Workspace workspace, LongConsumer progress) throws IOException {
        Image wanted = chain.links().getLast().image();
        Optional<Reason> lost = CheckChain.lost(chain, payloads);
        if (lost.isPresent()) {
            return lost;
        }
        try {
            Path source = workspace.link(0);
            apply(chain.start(), chain.full(), source, progress);
            long done = chain.start().length();
            for (int i = 0; i < chain.links().size(); i++) {
                Link link = chain.links().get(i);
                boolean isLast = i == chain.links().size() - 1;
                Path target = isLast ? file : workspace.link(i + 1);
                long before = done;
                apply(link, source, target, workspace, bytes -> progress.accept(before + bytes));
                Files.delete(source);
                source = target;
                done += link.image().length();
            }
            return Optional.empty();
        } catch (PayloadRefusedException e) {
            return Optional.of(CheckChain.broken(wanted, e.refusal().detail()));
        }
    }

    private void apply(Link link, Path source, Path file, Workspace workspace, LongConsumer progress)
            throws IOException, PayloadRefusedException {
        Image image = link.image();
        try (FileTargetDevice from = FileTargetDevice.openReadOnly(source);
                OutputStream out = Files.newOutputStream(file);
                FileTargetDevice written = FileTargetDevice.openReadOnly(file)) {
            DigestingTarget target = new DigestingTarget(image.length(), out);
            DeltaSource delta = new DeltaSource(from, written, new Scratch(workspace.scratch()), Optional.empty());
            ApplyPayload.apply(bytes(image, link.delta()), link.delta().index(), delta, target, progress);
            target.requireSha256(image.sha256());
        }
    }

    private PayloadSource bytes(Image image, StoredPayload payload) {
        return offset -> payloads.open(image.tenant(), payload, offset);
    }
}
