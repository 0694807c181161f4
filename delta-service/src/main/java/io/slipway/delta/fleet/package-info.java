/**
 * What the fleet runs: how many devices of a tenant have which image as which component.
 *
 * <p>Folded from the events of the device-gateway, and nothing but an estimate that puts the most useful work first: a device that is counted twice or not
 * at all changes an order, never a result. {@link io.slipway.delta.fleet.RecordStatus} is called when
 * events arrive; {@code io.slipway.delta.generation} asks {@link io.slipway.delta.fleet.Fleet} and hears of reports as {@link
 * io.slipway.delta.fleet.FleetWatcher}.
 */
@NullMarked
package io.slipway.delta.fleet;

import org.jspecify.annotations.NullMarked;
