package io.slipway.client.health;

/** Whether a system, or one check of it, is fit. */
public sealed interface Verdict {

    record Healthy() implements Verdict {}

    /**
     * Not fit.
     *
     * @param code reason code, as in docs/errors.md
     * @param why one sentence that names the check and what it did
     */
    record Unhealthy(String code, String why) implements Verdict {

        /** A health check says so. */
        public Unhealthy(String why) {
            this("health-check-failed", why);
        }
    }
}
