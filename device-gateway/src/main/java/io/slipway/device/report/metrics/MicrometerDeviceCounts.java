package io.slipway.device.report.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

import io.slipway.device.report.Channel;
import io.slipway.device.report.DeviceCounts;
import io.slipway.device.report.ReportRefusedException;

/** Counts by channel and, where refused, by the kind of fault. */
@ApplicationScoped
class MicrometerDeviceCounts implements DeviceCounts {

    private final MeterRegistry meters;

    MicrometerDeviceCounts(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public void received(Channel channel) {
        meters.counter("slipway.device.reports.received", "channel", channel.word())
                .increment();
    }

    @Override
    public void refused(Channel channel, ReportRefusedException.Cause cause) {
        meters.counter("slipway.device.reports.refused", "channel", channel.word(), "reason", cause.code())
                .increment();
    }

    @Override
    public void offered(Channel channel) {
        meters.counter("slipway.device.commands.offered", "channel", channel.word())
                .increment();
    }
}
