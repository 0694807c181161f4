package io.slipway.device.session.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.enterprise.context.ApplicationScoped;

import io.slipway.device.session.Broker;

/** 1 while there is a connection to the broker, else 0; absent where there is no broker. */
@ApplicationScoped
class BrokerGauge implements MeterBinder {

    private final Broker broker;

    BrokerGauge(Broker broker) {
        this.broker = broker;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        if (broker.isPresent()) {
            Gauge.builder("slipway.device.broker.connected", broker, b -> b.isConnected() ? 1 : 0)
                    .description("Whether this gateway is connected to the MQTT broker")
                    .register(meters);
        }
    }
}
