/**
 * The service {@code device-gateway}: the only part of the platform that devices talk to, besides the object store.
 *
 * <p>Read the features in this order: {@code identity} (who a device is), {@code session} (how a connection proves it), {@code command} (what a device shall
 * do), {@code report} (what it did), {@code download} (where it gets the bytes). This package holds the configuration and {@link
 * io.slipway.device.Composition}, which puts use cases and adapters together.
 */
@NullMarked
package io.slipway.device;

import org.jspecify.annotations.NullMarked;
