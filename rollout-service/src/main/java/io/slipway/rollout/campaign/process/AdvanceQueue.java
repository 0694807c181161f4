package io.slipway.rollout.campaign.process;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

import io.slipway.rollout.RolloutConfig;
import io.slipway.rollout.Timers;
import io.slipway.rollout.campaign.AdvanceRollout;
import io.slipway.rollout.deployment.DeploymentWatcher;
import io.slipway.rollout.deployment.RolloutKey;

/**
 * Advances rollouts soon after their deployments changed.
 *
 * <p>Changes are gathered for a moment, so that a thousand reports cost one look at the gates and not a thousand. One rollout is advanced by one call at
 * a time; what changes meanwhile makes it look once more. Nothing here is durable: what a crash takes away, {@link RolloutTick} finds again.
 */
@ApplicationScoped
class AdvanceQueue implements DeploymentWatcher {

    private static final Logger LOG = Logger.getLogger(AdvanceQueue.class);

    /** More rollouts than this at once wait for the tick. */
    private static final int MOST = 10_000;

    private final Map<RolloutKey, Phase> phases = new ConcurrentHashMap<>();
    private final AdvanceRollout advance;
    private final Timers timers;
    private final Duration gather;

    private enum Phase {
        GATHERING,
        ADVANCING,
        CHANGED_MEANWHILE
    }

    AdvanceQueue(AdvanceRollout advance, Timers timers, RolloutConfig config) {
        this.advance = advance;
        this.timers = timers;
        this.gather = config.gather();
    }

    @Override
    public void deploymentsChanged(RolloutKey rollout) {
        phases.compute(rollout, (key, phase) -> switch (phase) {
            case null -> phases.size() < MOST ? gather(key) : null;
            case GATHERING -> Phase.GATHERING;
            case ADVANCING, CHANGED_MEANWHILE -> Phase.CHANGED_MEANWHILE;
        });
    }

    private Phase gather(RolloutKey rollout) {
        timers.after(gather, () -> {
            phases.put(rollout, Phase.ADVANCING);
            advance(rollout);
        });
        return Phase.GATHERING;
    }

    private void advance(RolloutKey rollout) {
        Uni.createFrom()
                .completionStage(() -> advance.advance(rollout))
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        failure,
                        "Rollout not advanced, the next tick tries again tenant=%s rolloutId=%s",
                        rollout.tenant(),
                        rollout.id()))
                .onTermination()
                .invoke(() -> phases.computeIfPresent(
                        rollout, (key, phase) -> phase == Phase.CHANGED_MEANWHILE ? gather(key) : null))
                .subscribe()
                .with(done -> {}, failure -> {});
    }
}
