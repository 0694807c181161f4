package io.slipway.device.report;

import java.time.Instant;
import java.util.Optional;

/** What a device says, once. The order of its reports is that of {@link #sequence()}. */
public sealed interface Report permits DeploymentReport, StatusReport {

    /** The most bytes that a report may have on the wire. */
    int MOST_BYTES = 64 * 1024;

    /** The number of the report: counts from 1, unique for the device, rises. */
    long sequence();

    /** When it happened, by the device's clock. */
    Instant occurredAt();

    /** The W3C trace context of the command that caused it. */
    Optional<String> traceparent();

    /** @throws IllegalArgumentException if {@code sequence} is not a sequence number */
    static void requireSequence(long sequence) {
        if (sequence < 1) {
            throw new IllegalArgumentException("sequence: expected at least 1, found " + sequence);
        }
    }
}
