package io.slipway.device.testing;

import java.time.Instant;
import java.util.UUID;

/** Reports as a device writes them. */
public final class Reports {

    public static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";

    private Reports() {}

    /** A deployment report with the state {@code accepted}. */
    public static String accepted(long sequence) {
        return """
                {"kind":"deployment","sequence":%d,"deploymentId":"%s","state":"accepted","occurredAt":"%s","traceparent":"00-%s-00f067aa0ba902b7-01"}""".formatted(sequence, new UUID(7, 7), Instant.EPOCH, TRACE_ID);
    }

    /** A status report. */
    public static String status(long sequence) {
        return """
                {"kind":"status","sequence":%d,"deviceType":"virtual-board","clientVersion":"0.1.0","bootedSlot":"a","installed":[],"attributes":{},"occurredAt":"%s"}""".formatted(sequence, Instant.EPOCH);
    }
}
