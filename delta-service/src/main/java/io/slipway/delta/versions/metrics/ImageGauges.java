package io.slipway.delta.versions.metrics;

import java.util.function.Supplier;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.enterprise.context.ApplicationScoped;

import io.slipway.delta.versions.KeptImages;
import io.slipway.delta.versions.StoredVersions.Counts;

/** How many images are warm and how many cold, as it was at the last look. */
@ApplicationScoped
class ImageGauges implements MeterBinder, KeptImages {

    private volatile Counts counts = new Counts(0, 0);

    @Override
    public void bindTo(MeterRegistry meters) {
        gauge("warm", () -> counts.warm()).register(meters);
        gauge("cold", () -> counts.cold()).register(meters);
    }

    private static Gauge.Builder<?> gauge(String kept, Supplier<Number> count) {
        return Gauge.builder("slipway.delta.images", count)
                .description("Images, by whether their full payload is kept")
                .tag("kept", kept);
    }

    @Override
    public void counted(Counts now) {
        counts = now;
    }
}
