package io.slipway.rollout.campaign.process;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

import io.slipway.rollout.RolloutConfig;
import io.slipway.rollout.Timers;
import io.slipway.rollout.campaign.Campaigns;
import io.slipway.rollout.deployment.DeploymentWatcher;
import io.slipway.rollout.release.ReleaseWatcher;

/** Looks at drafts and running rollouts soon after releases changed, so that a draft need not wait for the tick. */
@ApplicationScoped
class ReleaseNews implements ReleaseWatcher {

    private static final Logger LOG = Logger.getLogger(ReleaseNews.class);

    private final AtomicBoolean waiting = new AtomicBoolean();
    private final Campaigns campaigns;
    private final DeploymentWatcher queue;
    private final Timers timers;
    private final RolloutConfig config;

    ReleaseNews(Campaigns campaigns, DeploymentWatcher queue, Timers timers, RolloutConfig config) {
        this.campaigns = campaigns;
        this.queue = queue;
        this.timers = timers;
        this.config = config;
    }

    @Override
    public void releasesChanged() {
        if (waiting.compareAndSet(false, true)) {
            timers.after(config.gather(), this::look);
        }
    }

    private void look() {
        waiting.set(false);
        Uni.createFrom()
                .completionStage(() -> campaigns.movable(Optional.empty(), config.rolloutsPerTick()))
                .subscribe()
                .with(
                        rollouts -> rollouts.forEach(queue::deploymentsChanged),
                        failure -> LOG.warnf(
                                failure, "Rollouts not looked at after news of a release, the next tick does"));
    }
}
