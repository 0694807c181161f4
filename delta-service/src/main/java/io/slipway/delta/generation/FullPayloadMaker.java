package io.slipway.delta.generation;

import java.io.IOException;
import java.util.Optional;

import io.slipway.delta.generation.Making.Failed;
import io.slipway.delta.generation.Making.Made;
import io.slipway.delta.generation.Making.Refused;
import io.slipway.delta.generation.Progress.Phase;
import io.slipway.payload.apply.PayloadSource;
import io.slipway.payload.apply.file.FilePayloadSource;
import io.slipway.payload.create.CreatePayload;
import io.slipway.payload.create.CreatedPayload;
import io.slipway.payload.index.IndexReference;
import io.slipway.payload.index.PayloadRefusedException;
import io.slipway.payload.index.Sha256;

/** Makes full payloads: fetch, compress, verify by applying, store. Memory is bounded by the settings of {@link CreatePayload}. */
public final class FullPayloadMaker {

    private final FetchImage images;
    private final PayloadStore payloads;
    private final PayloadJobs jobs;
    private final CreatePayload creation;
    private final boolean proveStored;

    /**
     * A maker.
     *
     * @param proveStored whether the payload is read back from the store and applied once more, so that the original is not needed any more
     */
    public FullPayloadMaker(
            ImageStore images, PayloadStore payloads, PayloadJobs jobs, CreatePayload creation, boolean proveStored) {
        this.images = new FetchImage(images, payloads, jobs);
        this.payloads = payloads;
        this.jobs = jobs;
        this.creation = creation;
        this.proveStored = proveStored;
    }

    /** Bytes of disk that {@link #make} takes; blocks. */
    long diskBytes(Image image) {
        return 2 * image.length() + images.extraBytes(image);
    }

    /**
     * Makes and stores the payload of {@code image}; blocks.
     *
     * @throws IOException if a store or the disk fails; trying again may help
     */
    Making make(Image image, Workspace workspace, ProgressListener listener) throws IOException {
        Optional<Reason> missing = images.fetch(
                image, workspace.image(), workspace, done -> listener.progress(Phase.FETCHING, done, image.length()));
        if (missing.isPresent()) {
            return new Refused(missing.get());
        }
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
            verify(image, new FilePayloadSource(workspace.payload()), created.index(), listener);
            return new Made(store(image, created, workspace, listener));
        } catch (PayloadRefusedException e) {
            return new Failed(new Reason("payload-not-verified", e.refusal().detail()));
        }
    }

    private StoredPayload store(Image image, CreatedPayload created, Workspace workspace, ProgressListener listener)
            throws IOException, PayloadRefusedException {
        StoredPayload payload = StoredPayload.of(created);
        listener.progress(Phase.UPLOADING, 0, payload.length());
        payloads.put(image.tenant(), payload, workspace.payload());
        Optional<Sha256> marked = jobs.marked(image);
        if (marked.isPresent()) {
            payloads.removeMarker(image.tenant(), marked.get());
        }
        if (proveStored) {
            verify(image, offset -> payloads.open(image.tenant(), payload, offset), payload.index(), listener);
        }
        return payload;
    }

    /** Applies the payload to nowhere, and compares the digest of what came out with the image's. */
    private static void verify(Image image, PayloadSource payload, IndexReference index, ProgressListener listener)
            throws IOException, PayloadRefusedException {
        DigestingTarget target = new DigestingTarget(image.length());
        ApplyPayload.apply(payload, index, target, done -> listener.progress(Phase.VERIFYING, done, image.length()));
        target.requireSha256(image.sha256());
    }
}
