package io.slipway.client.health;

import java.util.Map;

/** Makes one attempt at a health check. */
public interface CheckRunner {

    /**
     * Blocks until the attempt has ended or its time is up.
     *
     * @param context variables that tell the command which system is on trial
     * @return if unhealthy, with the name of the check and its last answer
     */
    Verdict run(HealthCheck check, Map<String, String> context) throws InterruptedException;
}
