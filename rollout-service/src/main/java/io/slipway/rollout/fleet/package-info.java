/**
 * The devices as this service knows them: what type they are, what runs on them, whether they may be updated at all.
 *
 * <p>Everything here is learned from the events of the device-gateway and kept in this service's own tables; nothing asks another service. Rollouts
 * select devices with a {@link io.slipway.rollout.fleet.DeviceFilter}. The identifiers that all features share ({@code Tenant}, {@code DeviceId},
 * {@code Version} …) live here, because this package depends on no other.
 */
@NullMarked
package io.slipway.rollout.fleet;

import org.jspecify.annotations.NullMarked;
