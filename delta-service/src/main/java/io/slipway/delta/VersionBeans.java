package io.slipway.delta;

import java.time.Clock;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.slipway.delta.DeltaConfig.Keep;
import io.slipway.delta.generation.CheckChain;
import io.slipway.delta.generation.PayloadJobs;
import io.slipway.delta.generation.PayloadStore;
import io.slipway.delta.versions.CoolingRules;
import io.slipway.delta.versions.KeepVersions;
import io.slipway.delta.versions.KeptImages;
import io.slipway.delta.versions.RemoveColdPayloads;
import io.slipway.delta.versions.StoredVersions;
import io.slipway.delta.versions.WantPayload;
import io.slipway.delta.versions.WarmImage;
import io.slipway.delta.versions.WarmRequests;

/** Puts the parts together that decide which versions are warm and which are cold. */
@Singleton
class VersionBeans {

    /** Wrong settings keep the service from starting, not from looking. */
    void start(@Observes StartupEvent event, KeepVersions keep, RemoveColdPayloads removal) {
        // To have them made is enough.
    }

    @Produces
    @Singleton
    KeepVersions keepVersions(DeltaConfig config, StoredVersions versions, KeptImages observer, Clock clock) {
        return new KeepVersions(
                versions,
                new CoolingRules(
                        config.versions().coldAfter(), config.versions().lookEvery()),
                config.versions().keep() == Keep.NEWEST,
                observer,
                clock);
    }

    @Produces
    @Singleton
    RemoveColdPayloads removeColdPayloads(
            DeltaConfig config, StoredVersions versions, PayloadStore payloads, PayloadJobs jobs, Clock clock) {
        return new RemoveColdPayloads(
                versions,
                payloads,
                new CheckChain(payloads, jobs),
                config.versions().removeAfter(),
                clock);
    }

    @Produces
    @Singleton
    WarmImage warmImage(WarmRequests requests, Clock clock) {
        return new WarmImage(requests, clock);
    }

    @Produces
    @Singleton
    WantPayload wantPayload(WarmRequests requests, Clock clock) {
        return new WantPayload(requests, clock);
    }
}
