package io.slipway.delta.versions.process;

import java.io.IOException;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

import io.slipway.delta.versions.KeepVersions;
import io.slipway.delta.versions.RemoveColdPayloads;

/** Looks at intervals for versions that have become old. Instances may do so at the same time. */
@ApplicationScoped
class VersionsTick {

    private static final Logger LOG = Logger.getLogger(VersionsTick.class);

    private final KeepVersions keep;
    private final RemoveColdPayloads removal;

    VersionsTick(KeepVersions keep, RemoveColdPayloads removal) {
        this.keep = keep;
        this.removal = removal;
    }

    @Scheduled(every = "${slipway.delta.versions.look-every:10m}", concurrentExecution = ConcurrentExecution.SKIP)
    void look() {
        try {
            keep.look();
            removal.remove();
        } catch (IOException | RuntimeException e) {
            LOG.warnf("Versions not looked at to the end, the next look goes on: %s", e);
        }
    }
}
