package io.slipway.client.health;

import java.time.Duration;

/**
 * Something that a new system must be able to do.
 *
 * @param name for reports
 * @param probe what is looked at
 * @param pace how often, and how long it may take
 */
public record HealthCheck(String name, Probe probe, Pace pace) {

    public HealthCheck {
        if (name.isBlank()) {
            throw new IllegalArgumentException("A health check has a name");
        }
    }

    /** A command in the system's shell that has one attempt. */
    public HealthCheck(String name, String command, Duration timeout) {
        this(name, new Probe.Command(command), Pace.once(timeout));
    }
}
