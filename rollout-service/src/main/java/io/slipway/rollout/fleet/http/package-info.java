/**
 * The REST resource of the devices.
 *
 * <p>Reads through {@link io.slipway.rollout.fleet.Fleet}; changes nothing.
 */
@NullMarked
package io.slipway.rollout.fleet.http;

import org.jspecify.annotations.NullMarked;
