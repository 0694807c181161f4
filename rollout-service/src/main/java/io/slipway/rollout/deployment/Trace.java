package io.slipway.rollout.deployment;

import java.util.regex.Pattern;

/**
 * The trace that an operator's start began and that every deployment of the rollout belongs to.
 *
 * @param traceparent W3C Trace Context, version 00
 */
public record Trace(String traceparent) {

    private static final Pattern FORM = Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    public Trace {
        if (!FORM.matcher(traceparent).matches()) {
            throw new IllegalArgumentException("not a traceparent of version 00: " + traceparent);
        }
    }

    /** The 32 hex digits that find the trace. */
    public String id() {
        return traceparent.substring(3, 35);
    }
}
