package io.slipway.device.identity.postgres;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

import io.slipway.device.identity.Revocations;

/** Not ready until the list of revocations was read: before, every device is refused. */
@Readiness
@ApplicationScoped
class RevocationReadiness implements HealthCheck {

    private final Revocations revocations;

    RevocationReadiness(Revocations revocations) {
        this.revocations = revocations;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("revocations")
                .status(revocations.isLoaded())
                .build();
    }
}
