package io.slipway.delta.generation;

import java.io.Closeable;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import org.jboss.logging.Logger;

import io.slipway.delta.generation.PayloadJob.Generating;

/** A bounded number of threads that look for jobs and work on them, from {@link #start} until {@link #close}. */
public final class GenerationPool implements Closeable {

    private static final Logger LOG = Logger.getLogger(GenerationPool.class);
    private static final int SECONDS_TO_STOP = 15;

    private final PayloadJobs jobs;
    private final GeneratePayload generation;
    private final PayloadMaker maker;
    private final GenerationPolicy policy;
    private final Clock clock;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ExecutorService threads;

    /** A pool that is not yet at work. */
    public GenerationPool(
            PayloadJobs jobs, GeneratePayload generation, PayloadMaker maker, GenerationPolicy policy, Clock clock) {
        this.jobs = jobs;
        this.generation = generation;
        this.maker = maker;
        this.policy = policy;
        this.clock = clock;
        this.threads = Executors.newFixedThreadPool(
                policy.fullWorkers() + policy.deltaWorkers() + policy.backWorkers(),
                Thread.ofPlatform().name("generation-", 0).factory());
    }

    /**
     * Begins to work; does not block for long.
     *
     * @throws IOException if the work directory cannot be used
     */
    public void start() throws IOException {
        maker.cleanUp();
        start(Way.Kind.FULL, policy.fullWorkers());
        start(Way.Kind.DELTA, policy.deltaWorkers());
        start(Way.Kind.BACK, policy.backWorkers());
    }

    private void start(Way.Kind kind, int workers) {
        for (int i = 0; i < workers; i++) {
            threads.execute(() -> work(kind));
        }
    }

    /** Stops the work in order; jobs under way are given back. Blocks for a bounded time. */
    @Override
    public void close() {
        closing.countDown();
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
                LOG.warn("Payload generation did not stop in time, its job is taken up when its lease runs out");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work(Way.Kind kind) {
        try {
            do {
                workWhileThereIsWork(kind);
            } while (!closing.await(policy.poll().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void workWhileThereIsWork(Way.Kind kind) {
        try {
            Optional<Generating> job = take(kind);
            while (job.isPresent()) {
                generation.generate(job.get());
                job = take(kind);
            }
        } catch (RuntimeException e) {
            if (closing.getCount() > 0) {
                LOG.warnf("Jobs cannot be read or settled, trying again: %s", e);
            }
        }
    }

    private Optional<Generating> take(Way.Kind kind) {
        if (closing.getCount() == 0) {
            return Optional.empty();
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return jobs.take(kind, new Lease(UUID.randomUUID(), now.plus(policy.lease())), policy.retry(), now);
    }
}
