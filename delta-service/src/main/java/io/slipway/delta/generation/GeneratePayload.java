package io.slipway.delta.generation;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import org.jboss.logging.Logger;

import io.slipway.delta.generation.Making.Made;
import io.slipway.delta.generation.Making.NotWorthwhile;
import io.slipway.delta.generation.Making.Refused;
import io.slipway.delta.generation.PayloadJob.Generating;

/** Makes one attempt on a job: makes the payload while it holds the lease, and settles the job by what came of it. */
public final class GeneratePayload {

    private static final Logger LOG = Logger.getLogger(GeneratePayload.class);

    private final PayloadJobs jobs;
    private final PayloadMaker maker;
    private final GenerationPolicy policy;
    private final GenerationObserver observer;
    private final Clock clock;

    /** The use case. */
    public GeneratePayload(
            PayloadJobs jobs, PayloadMaker maker, GenerationPolicy policy, GenerationObserver observer, Clock clock) {
        this.jobs = jobs;
        this.maker = maker;
        this.policy = policy;
        this.observer = observer;
        this.clock = clock;
    }

    /**
     * Works on {@code job} until it is settled or its lease is lost; blocks. An interrupt stops the work and gives the job back.
     *
     * @param job as {@link PayloadJobs#take} gave it
     */
    public void generate(Generating job) {
        LOG.infof("Payload generation begins %s", keys(job.way()));
        Instant began = clock.instant();
        try (Attempt attempt = new Attempt(jobs, job, policy.lease(), clock)) {
            PayloadJob next = attempt(job, attempt);
            if (settle(job, next)) {
                Duration duration = Duration.between(began, clock.instant());
                log(next, duration);
                observer.ended(next, duration);
            } else {
                LOG.warnf("Payload generation ended without a lease, its result is dropped %s", keys(job.way()));
            }
        } catch (LeaseLostException e) {
            LOG.warnf("Payload generation stopped, the lease is lost %s", keys(job.way()));
        }
    }

    private PayloadJob attempt(Generating job, Attempt attempt) {
        Making making;
        try {
            making = maker.make(job.way(), attempt::progress);
        } catch (LeaseLostException e) {
            throw e;
        } catch (IOException e) {
            attempt.requireLease();
            if (Thread.interrupted()) {
                return job.stopped(clock.instant());
            }
            LOG.warnf("Payload generation failed %s: %s", keys(job.way()), e);
            making =
                    new Making.Failed(new Reason("generation-failed", "a store or the disk failed: " + e.getMessage()));
        } catch (OutOfMemoryError e) {
            // The next attempt would need as much; a new release asks again.
            LOG.errorf("Payload generation needs a larger heap %s: %s", keys(job.way()), e);
            making = new Refused(new Reason(
                    "memory-too-small",
                    "a heap of %d bytes is too small"
                            .formatted(Runtime.getRuntime().maxMemory())));
        } catch (RuntimeException e) {
            attempt.requireLease();
            LOG.errorf(e, "Payload generation failed unexpectedly %s", keys(job.way()));
            making = new Making.Failed(
                    new Reason("generation-failed", "the generation failed unexpectedly; see the log"));
        }
        return switch (making) {
            case Made(StoredPayload payload) -> job.succeeded(payload);
            case NotWorthwhile(Sizes sizes) -> job.notWorthwhile(sizes);
            case Refused(Reason reason) -> job.refused(reason);
            case Making.Failed(Reason reason) -> job.failed(reason, policy.retry(), clock.instant());
        };
    }

    /** Waits for a database that is away: what was made is too dear to be made again. */
    private boolean settle(Generating job, PayloadJob next) {
        for (int failures = 1; ; failures++) {
            try {
                return jobs.settle(job, next, clock.instant().truncatedTo(ChronoUnit.MILLIS));
            } catch (RuntimeException e) {
                if (policy.retry().isExhausted(failures)) {
                    throw e;
                }
                LOG.warnf("Job not settled, trying again %s: %s", keys(job.way()), e);
                pause(policy.retry().pauseAfter(failures), e);
            }
        }
    }

    private static void pause(Duration duration, RuntimeException cause) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cause;
        }
    }

    private static void log(PayloadJob next, Duration duration) {
        String outcome =
                switch (next) {
                    case PayloadJob.Ready(Way _, StoredPayload payload) ->
                        "ready payloadSha256=%s payloadLength=%d".formatted(payload.sha256(), payload.length());
                    case PayloadJob.FullIsSmaller(Way _, Sizes sizes) ->
                        "full is smaller deltaLength=%d fullLength=%d".formatted(sizes.delta(), sizes.full());
                    case PayloadJob.Rejected(Way _, Reason reason) ->
                        "rejected code=%s detail='%s'".formatted(reason.code(), reason.detail());
                    case PayloadJob.Failed(Way _, Reason reason) ->
                        "failed code=%s detail='%s'".formatted(reason.code(), reason.detail());
                    case PayloadJob.Queued(Way _, int failures, Instant notBefore) ->
                        "queued again failures=%d notBefore=%s".formatted(failures, notBefore);
                    case PayloadJob.Cold _ -> "cold";
                    case PayloadJob.Generating _ -> "still under way";
                    case PayloadJob.Cancelled _ -> "cancelled";
                };
        LOG.infof("Payload generation ended: %s seconds=%d %s", outcome, duration.toSeconds(), keys(next.way()));
    }

    private static String keys(Way way) {
        Image image = way.image();
        String source = way.from().map(from -> from.sha256().hex()).orElse("none");
        return "tenant=%s artifactDigest=%s length=%d kind=%s source=%s"
                .formatted(
                        image.tenant(),
                        image.sha256(),
                        image.length(),
                        way.kind().word(),
                        source);
    }
}
