package io.slipway.device.report;

/** Counts nothing. */
public final class UncountedDevices implements DeviceCounts {

    @Override
    public void received(Channel channel) {
        // Not looked at.
    }

    @Override
    public void refused(Channel channel, ReportRefusedException.Cause cause) {
        // Not looked at.
    }

    @Override
    public void offered(Channel channel) {
        // Not looked at.
    }
}
