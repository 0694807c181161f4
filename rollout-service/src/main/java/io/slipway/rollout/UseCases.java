package io.slipway.rollout;

import java.time.Clock;
import java.util.UUID;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.slipway.rollout.campaign.AbortRollout;
import io.slipway.rollout.campaign.AdvanceRollout;
import io.slipway.rollout.campaign.Campaigns;
import io.slipway.rollout.campaign.CreateRollout;
import io.slipway.rollout.campaign.PauseRollout;
import io.slipway.rollout.campaign.ResumeRollout;
import io.slipway.rollout.campaign.StartRollout;
import io.slipway.rollout.deployment.Deployments;
import io.slipway.rollout.deployment.EndSilentDeployments;
import io.slipway.rollout.deployment.RecordOffer;
import io.slipway.rollout.deployment.RecordReport;
import io.slipway.rollout.fleet.Fleet;
import io.slipway.rollout.progress.WatchProgress;
import io.slipway.rollout.release.Releases;

/** Builds the use cases over the ports, because the domain knows no framework that could. */
@Singleton
class UseCases {

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    CreateRollout createRollout(Campaigns campaigns, Releases releases, Clock clock) {
        return new CreateRollout(campaigns, releases, UUID::randomUUID, clock);
    }

    @Produces
    @Singleton
    StartRollout startRollout(Campaigns campaigns) {
        return new StartRollout(campaigns);
    }

    @Produces
    @Singleton
    PauseRollout pauseRollout(Campaigns campaigns) {
        return new PauseRollout(campaigns);
    }

    @Produces
    @Singleton
    ResumeRollout resumeRollout(Campaigns campaigns) {
        return new ResumeRollout(campaigns);
    }

    @Produces
    @Singleton
    AbortRollout abortRollout(Campaigns campaigns) {
        return new AbortRollout(campaigns);
    }

    @Produces
    @Singleton
    AdvanceRollout advanceRollout(Campaigns campaigns) {
        return new AdvanceRollout(campaigns);
    }

    @Produces
    @Singleton
    RecordReport recordReport(Deployments deployments, Fleet fleet) {
        return new RecordReport(deployments, fleet);
    }

    @Produces
    @Singleton
    RecordOffer recordOffer(Deployments deployments) {
        return new RecordOffer(deployments);
    }

    @Produces
    @Singleton
    EndSilentDeployments endSilentDeployments(Deployments deployments, Clock clock) {
        return new EndSilentDeployments(deployments, clock);
    }

    @Produces
    @Singleton
    WatchProgress watchProgress(Campaigns campaigns, Deployments deployments) {
        return new WatchProgress(campaigns, deployments);
    }
}
