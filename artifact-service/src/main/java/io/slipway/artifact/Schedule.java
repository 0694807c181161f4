package io.slipway.artifact;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

import io.slipway.artifact.original.RemoveOriginals;
import io.slipway.artifact.publication.ReapUploads;
import io.slipway.artifact.repository.KeepRepositories;
import io.slipway.artifact.storage.StoreUnavailableException;

/** Runs what is due without anyone asking. */
@ApplicationScoped
class Schedule {

    private static final Logger LOG = Logger.getLogger(Schedule.class);

    private final KeepRepositories keepRepositories;
    private final ReapUploads reapUploads;
    private final RemoveOriginals removeOriginals;

    Schedule(KeepRepositories keepRepositories, ReapUploads reapUploads, RemoveOriginals removeOriginals) {
        this.keepRepositories = keepRepositories;
        this.reapUploads = reapUploads;
        this.removeOriginals = removeOriginals;
    }

    @Scheduled(every = "${slipway.artifact.metadata.poll:1s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void keepRepositories() {
        keepRepositories.keep();
    }

    @Scheduled(
            every = "${slipway.artifact.upload.reap-every:10m}",
            delayed = "1m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void reapUploads() {
        try {
            reapUploads.reap();
        } catch (StoreUnavailableException e) {
            LOG.warnf("Left-overs of uploads not removed, trying again: %s", e.getMessage());
        }
    }

    @Scheduled(
            every = "${slipway.artifact.originals.remove-every:1h}",
            delayed = "1m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void removeOriginals() {
        try {
            removeOriginals.remove();
        } catch (StoreUnavailableException e) {
            LOG.warnf("Originals not removed, trying again: %s", e.getMessage());
        }
    }
}
