package io.slipway.client.health;

/** Whether a system, or one check of it, is fit. */
public sealed interface Verdict {

    record Healthy() implements Verdict {}

    /**
     * Not fit.
     *
     * @param why one sentence that names the check and what it did
     */
    record Unhealthy(String why) implements Verdict {}
}
