package io.slipway.client.report;

/** Turns reports into the text that travels. */
public interface ReportWriter {

    /** The text of {@code report} with its place in the device's order. */
    String write(long sequence, Report report);
}
