package io.slipway.client.report;

import java.util.regex.Pattern;

/**
 * The W3C trace that a command belongs to, handed back with every report about it.
 *
 * @param traceparent the header's value, or empty if there is no trace
 */
public record TraceContext(String traceparent) {

    public static final TraceContext NONE = new TraceContext("");

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    public TraceContext {
        if (!traceparent.isEmpty() && !FORM.matcher(traceparent).matches()) {
            throw new IllegalArgumentException("Not a traceparent: " + traceparent);
        }
    }

    /** The trace in {@code text}; none if there is none in it, since a trace is never a reason to refuse a command. */
    public static TraceContext lenient(String text) {
        return FORM.matcher(text).matches() ? new TraceContext(text) : NONE;
    }

    public boolean isPresent() {
        return !traceparent.isEmpty();
    }
}
