package io.slipway.delta;

import java.io.IOException;
import java.time.Clock;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.slipway.delta.DeltaConfig.Keep;
import io.slipway.delta.DeltaConfig.Originals;
import io.slipway.delta.fleet.Fleet;
import io.slipway.delta.fleet.RecordStatus;
import io.slipway.delta.generation.BackMaker;
import io.slipway.delta.generation.DeltaMaker;
import io.slipway.delta.generation.DeltaPayloadMaker;
import io.slipway.delta.generation.FullPayloadMaker;
import io.slipway.delta.generation.GeneratePayload;
import io.slipway.delta.generation.GenerationObserver;
import io.slipway.delta.generation.GenerationPolicy;
import io.slipway.delta.generation.GenerationPool;
import io.slipway.delta.generation.ImageStore;
import io.slipway.delta.generation.PayloadJobs;
import io.slipway.delta.generation.PayloadMaker;
import io.slipway.delta.generation.PayloadRequests;
import io.slipway.delta.generation.PayloadStore;
import io.slipway.delta.generation.PlanDeltas;
import io.slipway.delta.generation.ProvenDeltaMaker;
import io.slipway.delta.generation.PublishRelease;
import io.slipway.delta.generation.RetryPolicy;
import io.slipway.delta.generation.WithdrawRelease;
import io.slipway.payload.create.CreateDelta;
import io.slipway.payload.create.CreatePayload;
import io.slipway.payload.create.CreationSettings;
import io.slipway.payload.create.DeltaSettings;

/** Puts the parts of the service together, and starts and stops its work with the process. */
@Singleton
class DeltaService {

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    PlanDeltas planDeltas(DeltaConfig config, Fleet fleet, PayloadRequests requests, Clock clock) {
        return new PlanDeltas(fleet, requests, config.deltas().mostPerRelease(), clock);
    }

    @Produces
    @Singleton
    RecordStatus recordStatus(Fleet fleet, PlanDeltas planDeltas) {
        return new RecordStatus(fleet, planDeltas);
    }

    @Produces
    @Singleton
    PublishRelease publishRelease(PayloadRequests requests, PlanDeltas planDeltas, Clock clock) {
        return new PublishRelease(requests, planDeltas, clock);
    }

    @Produces
    @Singleton
    WithdrawRelease withdrawRelease(PayloadRequests requests, Clock clock) {
        return new WithdrawRelease(requests, clock);
    }

    @Produces
    @Singleton
    GenerationPolicy policy(DeltaConfig config) {
        return new GenerationPolicy(
                config.workers(),
                config.deltas().workers(),
                config.versions().keep() == Keep.NEWEST ? 1 : 0,
                config.lease(),
                config.poll(),
                new RetryPolicy(
                        config.retry().mostAttempts(),
                        config.retry().firstPause(),
                        config.retry().longestPause()),
                config.originals() == Originals.REPLACEABLE);
    }

    @Produces
    @Singleton
    DeltaMaker deltaMaker(DeltaConfig config) {
        return new ProvenDeltaMaker(new CreateDelta(DeltaSettings.withThreads(config.threads())
                .withIndexMemory(config.deltas().indexMemory())));
    }

    @Produces
    @Singleton
    PayloadMaker maker(
            DeltaConfig config, ImageStore images, PayloadStore payloads, PayloadJobs jobs, DeltaMaker deltaMaker) {
        CreatePayload creation = new CreatePayload(
                new CreationSettings(CreationSettings.DEFAULT_RANGE_SIZE, config.level(), config.threads()));
        FullPayloadMaker full =
                new FullPayloadMaker(images, payloads, jobs, creation, config.originals() == Originals.REPLACEABLE);
        DeltaPayloadMaker delta = new DeltaPayloadMaker(
                images, payloads, jobs, deltaMaker, config.deltas().largestShare());
        BackMaker back = new BackMaker(payloads, jobs, creation);
        return new PayloadMaker(full, delta, back, config.workDirectory(), config.reservedBytes());
    }

    @Produces
    @Singleton
    GeneratePayload generatePayload(
            PayloadJobs jobs, PayloadMaker maker, GenerationPolicy policy, GenerationObserver observer, Clock clock) {
        return new GeneratePayload(jobs, maker, policy, observer, clock);
    }

    @Produces
    @Singleton
    GenerationPool pool(
            PayloadJobs jobs, GeneratePayload generation, PayloadMaker maker, GenerationPolicy policy, Clock clock) {
        return new GenerationPool(jobs, generation, maker, policy, clock);
    }

    void start(@Observes StartupEvent event, GenerationPool pool) throws IOException {
        pool.start();
    }

    void stop(@Observes ShutdownEvent event, GenerationPool pool) {
        pool.close();
    }
}
