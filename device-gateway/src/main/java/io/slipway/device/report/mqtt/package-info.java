/** Reports over MQTT: {@link io.slipway.device.report.mqtt.MqttReports} takes them from the shared subscription and sends the device its {@code ack}. */
@NullMarked
package io.slipway.device.report.mqtt;

import org.jspecify.annotations.NullMarked;
