package io.slipway.device.report;

/** Counts what passes between devices and the platform, for those who operate it. */
public interface DeviceCounts {

    /** A report is durable. */
    void received(Channel channel);

    /** A report was refused. */
    void refused(Channel channel, ReportRefusedException.Cause cause);

    /** A command was handed over. */
    void offered(Channel channel);
}
