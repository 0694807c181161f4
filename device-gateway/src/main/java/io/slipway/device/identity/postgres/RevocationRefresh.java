package io.slipway.device.identity.postgres;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

import io.slipway.device.identity.Revocations;

/** Reads the list of what is revoked again and again, so that a revocation at one instance reaches the others. */
@ApplicationScoped
class RevocationRefresh {

    private static final Logger LOG = Logger.getLogger(RevocationRefresh.class);

    private final Revocations revocations;

    RevocationRefresh(Revocations revocations) {
        this.revocations = revocations;
    }

    @Scheduled(every = "${slipway.device.revocation-refresh}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> refresh() {
        return Uni.createFrom()
                .completionStage(revocations::refresh)
                .onFailure()
                .invoke(failure ->
                        LOG.warnf("The list of revocations could not be read, the one before stays: %s", failure))
                .onFailure()
                .recoverWithNull();
    }
}
