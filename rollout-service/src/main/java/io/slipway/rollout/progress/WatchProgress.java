package io.slipway.rollout.progress;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.slipway.rollout.campaign.Campaigns;
import io.slipway.rollout.campaign.Situation;
import io.slipway.rollout.deployment.Deployment;
import io.slipway.rollout.deployment.Deployments;
import io.slipway.rollout.deployment.RolloutKey;

/** Looks at a rollout. */
public final class WatchProgress {

    /** A summary shows at most so many devices; the rest is for the paged list. */
    public static final int MOST_DEVICES = 100;

    private final Campaigns campaigns;
    private final Deployments deployments;

    public WatchProgress(Campaigns campaigns, Deployments deployments) {
        this.campaigns = campaigns;
        this.deployments = deployments;
    }

    /**
     * Looks once.
     *
     * @return empty if there is no such rollout
     */
    public CompletionStage<Optional<ProgressSummary>> look(RolloutKey key) {
        return campaigns
                .find(key)
                .thenCompose(found -> found.isEmpty()
                        ? CompletableFuture.completedFuture(Optional.empty())
                        : deployments
                                .foremost(key, MOST_DEVICES)
                                .thenApply(devices -> Optional.of(summary(found.get(), devices))));
    }

    private static ProgressSummary summary(Situation situation, List<Deployment> devices) {
        int all = situation.waves().stream()
                .mapToInt(wave -> wave.counts().values().stream()
                        .mapToInt(Integer::intValue)
                        .sum())
                .sum();
        return new ProgressSummary(situation, devices, Math.max(0, all - devices.size()));
    }
}
