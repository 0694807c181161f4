package io.slipway.delta.generation.metrics;

import java.time.Duration;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;

import io.slipway.delta.generation.GenerationObserver;
import io.slipway.delta.generation.PayloadJob;
import io.slipway.delta.generation.PayloadJob.Cancelled;
import io.slipway.delta.generation.PayloadJob.Cold;
import io.slipway.delta.generation.PayloadJob.Failed;
import io.slipway.delta.generation.PayloadJob.FullIsSmaller;
import io.slipway.delta.generation.PayloadJob.Generating;
import io.slipway.delta.generation.PayloadJob.Queued;
import io.slipway.delta.generation.PayloadJob.Ready;
import io.slipway.delta.generation.PayloadJob.Rejected;
import io.slipway.delta.generation.Way;

/** {@code slipway_delta_generation_seconds} by kind and outcome, and the bytes that went in and came out. */
@ApplicationScoped
class GenerationMeters implements GenerationObserver {

    private final MeterRegistry registry;
    private final Counter imageBytes;
    private final Counter payloadBytes;

    GenerationMeters(MeterRegistry registry) {
        this.registry = registry;
        this.imageBytes = registry.counter("slipway.delta.image.bytes");
        this.payloadBytes = registry.counter("slipway.delta.payload.bytes");
    }

    @Override
    public void ended(PayloadJob job, Duration duration) {
        Timer.builder("slipway.delta.generation")
                .description("Attempts to make a payload")
                .tag("kind", job.way().kind().word())
                .tag("outcome", outcome(job))
                .register(registry)
                .record(duration);
        if (job instanceof Ready ready && job.way().kind() != Way.Kind.BACK) {
            imageBytes.increment(ready.way().image().length());
            payloadBytes.increment(ready.payload().length());
        }
    }

    private static String outcome(PayloadJob job) {
        return switch (job) {
            case Ready _ -> "ready";
            case FullIsSmaller _ -> "full-is-smaller";
            case Rejected _ -> "rejected";
            case Failed _ -> "failed";
            case Queued _ -> "retry";
            case Generating _, Cold _, Cancelled _ -> "none";
        };
    }
}
