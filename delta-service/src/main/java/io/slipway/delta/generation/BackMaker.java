package io.slipway.delta.generation;

import java.io.IOException;
import java.util.Optional;

import io.slipway.delta.generation.Making.Failed;
import io.slipway.delta.generation.Making.Made;
import io.slipway.delta.generation.Making.Refused;
import io.slipway.delta.generation.Progress.Phase;
import io.slipway.payload.create.CreatePayload;
import io.slipway.payload.create.CreatedPayload;
import io.slipway.payload.index.PayloadRefusedException;

/**
 * Shows that an image does not need its full payload: makes the image of what else is in the payload store, without its original, and makes its full payload
 * anew, which has to be the one that is stored. Nothing is stored.
 */
public final class BackMaker {

    private final RebuildImage rebuild;
    private final PayloadJobs jobs;
    private final FindChain chains;
    private final CreatePayload creation;

    /**
     * A maker.
     *
     * @param creation with the settings that stored payloads were made with
     */
    public BackMaker(PayloadStore payloads, PayloadJobs jobs, CreatePayload creation) {
        this.rebuild = new RebuildImage(payloads);
        this.jobs = jobs;
        this.chains = new FindChain(jobs);
        this.creation = creation;
    }

    /** Bytes of disk that {@link #make} takes; blocks. */
    long diskBytes(Way.Back way) {
        long chain = chains.by(way) instanceof FindChain.Finding.Found(Chain found) ? found.diskBytes() : 0;
        return 2 * way.image().length() + chain;
    }

    /**
     * Makes the image and its payload; blocks.
     *
     * @return made: the payload, which is stored already
     * @throws IOException if a store or the disk fails; trying again may help
     */
    Making make(Way.Back way, Workspace workspace, ProgressListener listener) throws IOException {
        Image image = way.image();
        Optional<StoredPayload> stored = jobs.fullPayload(image);
        if (stored.isEmpty()) {
            return new Failed(new Reason("full-payload-missing", "there is no full payload of " + image.sha256()));
        }
        Optional<PayloadJob> delta = jobs.job(way.delta());
        if (delta.isEmpty() || !(delta.get() instanceof PayloadJob.Ready)) {
            return missing(way, delta);
        }
        return switch (chains.by(way)) {
            case FindChain.Finding.Found(Chain chain) -> make(chain, image, stored.get(), workspace, listener);
            // Too long, or a ring: others may become warm.
            case FindChain.Finding.Broken(Reason reason) -> new Failed(reason);
        };
    }

    /** What cannot be a delta will not be one tomorrow; anything else may pass. */
    private static Making missing(Way.Back way, Optional<PayloadJob> delta) {
        Reason reason = new Reason(
                "delta-missing",
                "there is no delta from %s back to %s; its job says why"
                        .formatted(way.base().sha256(), way.image().sha256()));
        return delta.filter(job -> job instanceof PayloadJob.FullIsSmaller || job instanceof PayloadJob.Rejected)
                        .isPresent()
                ? new Refused(reason)
                : new Failed(reason);
    }

    private Making make(Chain chain, Image image, StoredPayload stored, Workspace workspace, ProgressListener listener)
            throws IOException {
        Optional<Reason> broken = rebuild.apply(
                chain,
                workspace.image(),
                workspace,
                done -> listener.progress(Phase.FETCHING, done, chain.imageBytes()));
        if (broken.isPresent()) {
            return new Refused(broken.get());
        }
        try {
            CreatedPayload created = creation.create(
                    workspace.image(),
                    workspace.payload(),
                    done -> listener.progress(Phase.VERIFYING, done, image.length()));
            StoredPayload again = StoredPayload.of(created);
            return again.equals(stored)
                    ? new Made(stored)
                    : new Refused(new Reason(
                            "payload-differs",
                            "the full payload of %s, made anew, is %s instead of %s"
                                    .formatted(image.sha256(), again.sha256(), stored.sha256())));
        } catch (PayloadRefusedException e) {
            return new Refused(new Reason(e.refusal().code(), e.refusal().detail()));
        }
    }
}
