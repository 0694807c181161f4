package io.slipway.client.health;

import java.time.Duration;

/**
 * Something that a new system must be able to do.
 *
 * @param name for reports
 * @param command run by the system's shell; fit means exit code 0
 * @param timeout after which it counts as failed, at most an hour
 */
public record HealthCheck(String name, String command, Duration timeout) {

    public HealthCheck {
        if (name.isBlank() || command.isBlank()) {
            throw new IllegalArgumentException("A health check has a name and a command");
        }
        if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException(
                    "The timeout of health check " + name + " is up to one hour, not " + timeout);
        }
    }
}
