/**
 * What devices shall do: the pending command of each device, kept in memory from the compacted topic {@code slipway.rollout.deployment.v1} and handed over.
 *
 * <p>{@code command.kafka} fills {@link io.slipway.device.command.PendingCommands} and calls {@link io.slipway.device.command.OfferCommand} for devices at
 * the broker; {@code command.http} answers polls from the cache alone. That a command was handed over goes to {@code report}'s log.
 */
@NullMarked
package io.slipway.device.command;

import org.jspecify.annotations.NullMarked;
