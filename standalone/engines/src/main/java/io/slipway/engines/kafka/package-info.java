/**
 * Apache Kafka as one node in KRaft mode: its configuration, and the topics of {@code docs/contracts}.
 *
 * <p>{@link io.slipway.engines.kafka.KafkaRecipe} runs in the parent; {@link io.slipway.engines.kafka.KafkaMain} is the main class of the broker's process.
 */
@NullMarked
package io.slipway.engines.kafka;

import org.jspecify.annotations.NullMarked;
