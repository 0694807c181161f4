/**
 * The broker through Eclipse Paho, MQTT 5 over mutual TLS.
 *
 * <p>{@link io.slipway.device.session.mqtt.PahoBroker} keeps one {@link io.slipway.device.session.mqtt.PahoConnection} after the other; a connection that
 * breaks is never repaired, so there is no state to carry over but what the broker keeps of the session. {@link
 * io.slipway.device.session.mqtt.BrokerReadiness} tells the orchestrator.
 */
@NullMarked
package io.slipway.device.session.mqtt;

import org.jspecify.annotations.NullMarked;
