package io.slipway.client.health;

import java.util.Map;

/** Runs one health check. */
public interface CheckRunner {

    /**
     * Blocks until the check has ended or its time is up.
     *
     * @param context variables that tell the command which system is on trial
     */
    Verdict run(HealthCheck check, Map<String, String> context) throws InterruptedException;
}
