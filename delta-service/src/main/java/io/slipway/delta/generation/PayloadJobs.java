package io.slipway.delta.generation;

import java.time.Instant;
import java.util.Optional;

import io.slipway.delta.generation.PayloadJob.Generating;
import io.slipway.delta.generation.PayloadJob.Ready;
import io.slipway.payload.index.Sha256;

/**
 * Keeps the jobs that workers work on. Each method is one transaction and blocks; the events that tell watchers of every change of
 * state, and the waiting paths of a job's end, are part of it.
 */
public interface PayloadJobs {

    /**
     * Takes the next job that is due: queued, or generating with a lease that ran out. Full payloads come in the order of their requests. Deltas come by the
     * number of devices that run their source, most first, those that a release waits for before others, and not before the full payload of their image has
     * come to its end. Proofs come in the order of their requests, and not before their delta has come to its end. A job whose last attempt was cut off
     * becomes failed on the way.
     *
     * @return empty if none is due
     */
    Optional<Generating> take(Way.Kind kind, Lease lease, RetryPolicy policy, Instant now);

    /**
     * Keeps the lease of a job alive and notes how far it is.
     *
     * @return whether the lease is still held; if not, nothing was changed and nobody told
     */
    boolean renew(Generating job, Renewal renewal);

    /**
     * Ends an attempt.
     *
     * @return whether the lease was still held; if not, nothing was changed
     */
    boolean settle(Generating job, PayloadJob next, Instant now);

    /** The job of a way, if anybody ever wanted it. */
    Optional<PayloadJob> job(Way way);

    /** The payload of a way, if it is ready. */
    default Optional<StoredPayload> payload(Way way) {
        return job(way).flatMap(job -> job instanceof Ready ready ? Optional.of(ready.payload()) : Optional.empty());
    }

    /** The full payload of an image, if it is ready. */
    default Optional<StoredPayload> fullPayload(Image image) {
        return payload(new Way.Full(image));
    }

    /** The newer version from which a delta leads back to an image that is cold, or that was cold and is not yet ready again. */
    Optional<Image> base(Image image);

    /** The full payload of an image that is cold, or was cold, beside which the store has or may have the marker of its removal. */
    Optional<Sha256> marked(Image image);
}
