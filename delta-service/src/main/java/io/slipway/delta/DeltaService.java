package io.slipway.delta;

import java.io.IOException;
import java.time.Clock;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.slipway.delta.generation.FullPayloadMaker;
import io.slipway.delta.generation.GeneratePayload;
import io.slipway.delta.generation.GenerationObserver;
import io.slipway.delta.generation.GenerationPolicy;
import io.slipway.delta.generation.GenerationPool;
import io.slipway.delta.generation.ImageStore;
import io.slipway.delta.generation.PayloadJobs;
import io.slipway.delta.generation.PayloadStore;
import io.slipway.delta.generation.RequestPayloads;
import io.slipway.delta.generation.RetryPolicy;
import io.slipway.delta.generation.WithdrawRelease;
import io.slipway.payload.create.CreatePayload;
import io.slipway.payload.create.CreationSettings;
import io.slipway.payload.index.PayloadFormat;

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
    RequestPayloads requestPayloads(PayloadJobs jobs, Clock clock) {
        return new RequestPayloads(jobs, clock);
    }

    @Produces
    @Singleton
    WithdrawRelease withdrawRelease(PayloadJobs jobs, Clock clock) {
        return new WithdrawRelease(jobs, clock);
    }

    @Produces
    @Singleton
    GenerationPolicy policy(DeltaConfig config) {
        return new GenerationPolicy(
                config.workers(),
                config.lease(),
                config.poll(),
                new RetryPolicy(
                        config.retry().mostAttempts(),
                        config.retry().firstPause(),
                        config.retry().longestPause()));
    }

    @Produces
    @Singleton
    FullPayloadMaker maker(DeltaConfig config, ImageStore images, PayloadStore payloads) {
        CreationSettings settings =
                new CreationSettings(PayloadFormat.DEFAULT_RANGE_SIZE, config.level(), config.threads());
        return new FullPayloadMaker(
                images, payloads, new CreatePayload(settings), config.workDirectory(), config.reservedBytes());
    }

    @Produces
    @Singleton
    GeneratePayload generatePayload(
            PayloadJobs jobs,
            FullPayloadMaker maker,
            GenerationPolicy policy,
            GenerationObserver observer,
            Clock clock) {
        return new GeneratePayload(jobs, maker, policy, observer, clock);
    }

    @Produces
    @Singleton
    GenerationPool pool(
            PayloadJobs jobs,
            GeneratePayload generation,
            FullPayloadMaker maker,
            GenerationPolicy policy,
            Clock clock) {
        return new GenerationPool(jobs, generation, maker, policy, clock);
    }

    void start(@Observes StartupEvent event, GenerationPool pool) throws IOException {
        pool.start();
    }

    void stop(@Observes ShutdownEvent event, GenerationPool pool) {
        pool.close();
    }
}
