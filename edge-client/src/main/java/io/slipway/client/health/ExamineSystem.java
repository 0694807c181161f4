package io.slipway.client.health;

import java.util.List;
import java.util.Map;

import io.slipway.client.health.Verdict.Healthy;
import io.slipway.client.health.Verdict.Unhealthy;

/** Runs all health checks, in order, until one fails. */
public final class ExamineSystem {

    private final List<HealthCheck> checks;
    private final CheckRunner runner;

    public ExamineSystem(List<HealthCheck> checks, CheckRunner runner) {
        this.checks = List.copyOf(checks);
        this.runner = runner;
    }

    /** Fit only if every check passes. Blocks for at most the sum of their timeouts. */
    public Verdict examine(Map<String, String> context) throws InterruptedException {
        for (HealthCheck check : checks) {
            if (runner.run(check, context) instanceof Unhealthy unfit) {
                return unfit;
            }
        }
        return new Healthy();
    }
}
