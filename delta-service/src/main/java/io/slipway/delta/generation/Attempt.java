package io.slipway.delta.generation;

import java.io.Closeable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.jboss.logging.Logger;

import io.slipway.delta.generation.PayloadJob.Generating;
import io.slipway.delta.generation.Progress.Phase;

/** One attempt on a job: holds its lease by renewing it on a thread of its own, and carries its progress there. */
final class Attempt implements Closeable {

    private static final Logger LOG = Logger.getLogger(Attempt.class);

    private final PayloadJobs jobs;
    private final Generating job;
    private final Duration lease;
    private final Clock clock;
    private final Milestones milestones;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread keeper;
    private volatile Progress progress;
    private volatile boolean lost;

    Attempt(PayloadJobs jobs, Generating job, Duration lease, Clock clock) {
        this.jobs = jobs;
        this.job = job;
        this.lease = lease;
        this.clock = clock;
        this.progress = new Progress(Phase.FETCHING, 0, job.way().image().length());
        this.milestones = new Milestones(progress, clock.instant());
        this.keeper =
                Thread.ofVirtual().name("lease-" + job.way().image().sha256()).start(this::keepLease);
    }

    /**
     * Notes how far the attempt is.
     *
     * @throws LeaseLostException if going on is of no use
     */
    void progress(Phase phase, long done, long total) {
        requireLease();
        progress = new Progress(phase, done, total);
    }

    /** @throws LeaseLostException if going on is of no use */
    void requireLease() {
        if (lost) {
            throw new LeaseLostException(job.way());
        }
    }

    @Override
    public void close() {
        ended.countDown();
        boolean interrupted = false;
        while (keeper.isAlive()) {
            try {
                keeper.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void keepLease() {
        // Three renewals fit into a lease, so one that fails costs nothing; progress is seen at least every second.
        long pause = Math.min(1000, lease.toMillis() / 3);
        try {
            while (!lost && !ended.await(pause, TimeUnit.MILLISECONDS)) {
                renew();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void renew() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Progress reached = progress;
        boolean isMilestone = milestones.isDue(reached, now);
        try {
            lost = !jobs.renew(job, new Renewal(now, now.plus(lease), reached, isMilestone));
            if (isMilestone) {
                milestones.told(reached, now);
            }
        } catch (RuntimeException e) {
            LOG.warnf(
                    "Lease not renewed, trying again artifactDigest=%s: %s",
                    job.way().image().sha256(), e);
        }
    }
}
