package io.slipway.delta.generation;

import java.io.IOException;
import java.util.Optional;

import io.slipway.delta.generation.Making.Failed;
import io.slipway.delta.generation.Making.Made;
import io.slipway.delta.generation.Making.NotWorthwhile;
import io.slipway.delta.generation.Making.Refused;
import io.slipway.delta.generation.Progress.Phase;
import io.slipway.payload.create.CreatedPayload;
import io.slipway.payload.index.PayloadRefusedException;

/** Makes delta payloads: fetch both images, compare, verify by applying, and store what is clearly smaller than the full payload. */
public final class DeltaPayloadMaker {

    private final FetchImage images;
    private final PayloadStore payloads;
    private final PayloadJobs jobs;
    private final DeltaMaker creation;
    private final double largestShare;

    /**
     * A maker.
     *
     * @param largestShare of the full payload's size that a delta may have; above it the full payload is used
     */
    public DeltaPayloadMaker(
            ImageStore images, PayloadStore payloads, PayloadJobs jobs, DeltaMaker creation, double largestShare) {
        if (!(largestShare > 0 && largestShare <= 1)) {
            throw new IllegalArgumentException("largest share " + largestShare + " is not above 0 and at most 1");
        }
        this.images = new FetchImage(images, payloads, jobs);
        this.payloads = payloads;
        this.jobs = jobs;
        this.creation = creation;
        this.largestShare = largestShare;
    }

    /** Bytes of disk that {@link #make} takes: both images, a payload no longer than the image, and what fetching or the comparison spills; blocks. */
    long diskBytes(Way.Delta way) {
        long spilled = Math.max(
                creation.scratchBytes(way.source(), way.image()),
                Math.max(images.extraBytes(way.source()), images.extraBytes(way.image())));
        return way.source().length() + 2 * way.image().length() + spilled;
    }

    /**
     * Makes and stores the delta; blocks.
     *
     * @throws IOException if a store or the disk fails; trying again may help
     */
    Making make(Way.Delta way, Workspace workspace, ProgressListener listener) throws IOException {
        Optional<StoredPayload> full = jobs.fullPayload(way.image());
        if (full.isEmpty()) {
            return new Refused(new Reason(
                    "full-payload-missing",
                    "there is no full payload of " + way.image().sha256()));
        }
        Optional<Reason> missing = fetch(way, workspace, listener);
        if (missing.isPresent()) {
            return new Refused(missing.get());
        }
        CreatedPayload created;
        try {
            created = creation.make(
                    workspace.source(),
                    workspace.image(),
                    workspace.payload(),
                    workspace.scratch(),
                    done -> listener.progress(Phase.COMPARING, done, way.image().length()));
        } catch (PayloadRefusedException e) {
            return new Refused(new Reason(e.refusal().code(), e.refusal().detail()));
        }
        if (!created.imageSha256().equals(way.image().sha256())) {
            return new Failed(new Reason(
                    "payload-not-verified",
                    "the delta makes an image with sha256 %s instead of %s"
                            .formatted(created.imageSha256(), way.image().sha256())));
        }
        return judge(way, new Sizes(created.payloadLength(), full.get().length()), created, workspace, listener);
    }

    private Optional<Reason> fetch(Way.Delta way, Workspace workspace, ProgressListener listener) throws IOException {
        long sourceLength = way.source().length();
        long total = sourceLength + way.image().length();
        Optional<Reason> noSource = images.fetch(
                way.source(), workspace.source(), workspace, done -> listener.progress(Phase.FETCHING, done, total));
        return noSource.isPresent()
                ? noSource
                : images.fetch(
                        way.image(),
                        workspace.image(),
                        workspace,
                        done -> listener.progress(Phase.FETCHING, sourceLength + done, total));
    }

    private Making judge(
            Way.Delta way, Sizes sizes, CreatedPayload created, Workspace workspace, ProgressListener listener)
            throws IOException {
        if (sizes.ratio() > largestShare) {
            return new NotWorthwhile(sizes);
        }
        StoredPayload payload = StoredPayload.of(created);
        listener.progress(Phase.UPLOADING, 0, payload.length());
        payloads.put(way.image().tenant(), payload, workspace.payload());
        return new Made(payload);
    }
}
