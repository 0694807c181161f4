package io.slipway.device.session.mqtt;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

import io.slipway.device.session.Broker;

/** Not ready while a broker is configured and there is no connection to it. */
@Readiness
@ApplicationScoped
class BrokerReadiness implements HealthCheck {

    private final Broker broker;

    BrokerReadiness(Broker broker) {
        this.broker = broker;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("MQTT broker")
                .status(!broker.isPresent() || broker.isConnected())
                .withData("configured", broker.isPresent())
                .build();
    }
}
