package io.slipway.delta.generation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

import io.slipway.delta.generation.PayloadJob.Generating;

/**
 * Keeps the jobs and the paths that wait for them. Each method is one transaction; where a job becomes ready or rejected, the events that tell the waiting
 * paths are part of it.
 */
public interface PayloadJobs {

    /**
     * Notes what a release wants and brings the jobs forward by {@link PayloadJob#requested}. A path whose payload is ready is told at once. Does not block.
     *
     * @param event the event that brought it; a second call for it has no effect
     */
    CompletionStage<Void> request(UUID event, List<WantedPath> wanted, Instant now);

    /**
     * Forgets the waiting paths of a release and brings the jobs for which nobody waits then forward by {@link PayloadJob#noLongerWanted}. Does not block.
     *
     * @param event the event that brought it; a second call for it has no effect
     */
    CompletionStage<Void> withdraw(UUID event, String tenant, UUID releaseId, Instant now);

    /**
     * Takes the oldest job that is due: queued, or generating with a lease that ran out. A job whose last attempt was cut off becomes rejected on the way.
     * Blocks.
     *
     * @return empty if none is due
     */
    Optional<Generating> take(Lease lease, RetryPolicy policy, Instant now);

    /**
     * Keeps the lease of a job alive and notes how far it is. Blocks.
     *
     * @return whether the lease is still held
     */
    boolean renew(Generating job, Instant until, Progress progress);

    /**
     * Ends an attempt. Blocks.
     *
     * @return whether the lease was still held; if not, nothing was changed
     */
    boolean settle(Generating job, PayloadJob next, Instant now);
}
