/** The log of device events in Kafka: {@link io.slipway.device.report.kafka.KafkaDeviceEventLog} writes {@code slipway.device.report.v1} through the chassis' publisher. */
@NullMarked
package io.slipway.device.report.kafka;

import org.jspecify.annotations.NullMarked;
