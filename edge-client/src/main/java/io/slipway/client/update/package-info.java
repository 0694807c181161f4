/**
 * The life of one update on the device, from command to committed or rolled back. {@link io.slipway.client.update.Lifecycle} is the
 * pure state machine, {@link io.slipway.client.update.UpdateAgent} drives it: each state is journalled before it is acted on, and
 * acting on it again after a crash is harmless. Calls trust, install, bootloader and health; reports what happens.
 */
@NullMarked
package io.slipway.client.update;

import org.jspecify.annotations.NullMarked;
