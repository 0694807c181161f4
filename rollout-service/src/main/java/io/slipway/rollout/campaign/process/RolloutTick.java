package io.slipway.rollout.campaign.process;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

import io.slipway.rollout.RolloutConfig;
import io.slipway.rollout.campaign.Campaigns;
import io.slipway.rollout.deployment.DeploymentWatcher;
import io.slipway.rollout.deployment.EndSilentDeployments;
import io.slipway.rollout.deployment.RolloutKey;

/**
 * Looks at intervals for what no event announces: deadlines that pass, and rollouts whose announcement a crash took away. Each tick ends a bounded number of
 * deployments and looks at a bounded number of rollouts; the next goes on behind them.
 */
@ApplicationScoped
class RolloutTick {

    private static final Logger LOG = Logger.getLogger(RolloutTick.class);

    private final EndSilentDeployments silent;
    private final Campaigns campaigns;
    private final DeploymentWatcher queue;
    private final int limit;

    private volatile Optional<RolloutKey> last = Optional.empty();

    RolloutTick(EndSilentDeployments silent, Campaigns campaigns, DeploymentWatcher queue, RolloutConfig config) {
        this.silent = silent;
        this.campaigns = campaigns;
        this.queue = queue;
        this.limit = config.rolloutsPerTick();
    }

    @Scheduled(every = "${slipway.rollout.tick:5s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        return Uni.createFrom()
                .completionStage(this::look)
                .onFailure()
                .invoke(failure -> LOG.warnf(failure, "Tick failed, the next one tries again"))
                .onFailure()
                .recoverWithNull();
    }

    private CompletionStage<Void> look() {
        return silent.end()
                .thenAccept(rollouts -> rollouts.forEach(queue::deploymentsChanged))
                .thenCompose(ended -> campaigns.movable(last, limit))
                .thenAccept(this::queueAll);
    }

    private void queueAll(List<RolloutKey> rollouts) {
        rollouts.forEach(queue::deploymentsChanged);
        last = rollouts.size() < limit ? Optional.empty() : Optional.of(rollouts.getLast());
    }
}
