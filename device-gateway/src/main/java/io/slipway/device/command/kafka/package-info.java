/**
 * The topic {@code slipway.rollout.deployment.v1}, read twice: {@link io.slipway.device.command.kafka.CommandFeed} reads all of it into the memory of each
 * instance, for polls; {@link io.slipway.device.command.kafka.CommandConsumer} reads it once for all instances together, for the broker.
 */
@NullMarked
package io.slipway.device.command.kafka;

import org.jspecify.annotations.NullMarked;
