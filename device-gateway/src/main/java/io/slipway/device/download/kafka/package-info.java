/** What devices want, told over Kafka: {@link io.slipway.device.download.kafka.KafkaWantedPayloads} writes {@code slipway.device.payload.v1} through the chassis' publisher. */
@NullMarked
package io.slipway.device.download.kafka;

import org.jspecify.annotations.NullMarked;
