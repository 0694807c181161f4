package io.slipway.device.command.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.enterprise.context.ApplicationScoped;

import io.slipway.device.command.PendingCommands;

/** How many devices of the platform have a pending command. */
@ApplicationScoped
class PendingGauge implements MeterBinder {

    private final PendingCommands pending;

    PendingGauge(PendingCommands pending) {
        this.pending = pending;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        Gauge.builder("slipway.device.commands.pending", pending, PendingCommands::size)
                .description("Devices that have a pending command")
                .register(meters);
    }
}
