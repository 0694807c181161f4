/**
 * What operators see: which payloads releases wait for, how far they are, and where they are.
 *
 * <p>Reads what {@code io.slipway.delta.generation} keeps, and changes nothing but through {@link io.slipway.delta.versions.WarmImage}. Called over HTTP.
 */
@NullMarked
package io.slipway.delta.catalogue;

import org.jspecify.annotations.NullMarked;
