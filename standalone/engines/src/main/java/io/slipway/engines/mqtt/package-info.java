/**
 * An MQTT broker: HiveMQ Community Edition with the rule who may touch which topic.
 *
 * <p>{@link io.slipway.engines.mqtt.MqttRecipe} runs in the parent; {@link io.slipway.engines.mqtt.BrokerMain} is the main class of the broker's process, {@link
 * io.slipway.engines.mqtt.CertificateAuthenticator} decides there over every connection.
 */
@NullMarked
package io.slipway.engines.mqtt;

import org.jspecify.annotations.NullMarked;
