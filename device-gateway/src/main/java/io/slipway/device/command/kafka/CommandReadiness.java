package io.slipway.device.command.kafka;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

import io.slipway.device.command.PendingCommands;

/** Not ready until all commands are in memory, and while no changes come in: "nothing to do" might be wrong. */
@Readiness
@ApplicationScoped
class CommandReadiness implements HealthCheck {

    private final PendingCommands pending;
    private final CommandFeed feed;

    CommandReadiness(PendingCommands pending, CommandFeed feed) {
        this.pending = pending;
        this.feed = feed;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("pending commands")
                .status(pending.isComplete() && feed.isFollowing())
                .withData("devices", pending.size())
                .build();
    }
}
