/**
 * delta-service: makes the payloads that bring the images of releases to devices.
 *
 * <p>This package holds the configuration and puts the parts together; {@link io.slipway.delta.fleet} knows what devices run, {@link
 * io.slipway.delta.generation} makes payloads and {@link
 * io.slipway.delta.catalogue} shows them.
 */
@NullMarked
package io.slipway.delta;

import org.jspecify.annotations.NullMarked;
