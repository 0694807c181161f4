package io.slipway.delta.fleet;

import io.slipway.payload.index.Sha256;

/**
 * An image that devices run.
 *
 * @param sha256 its digest
 * @param devices how many run it, at least 1
 */
public record RunningImage(Sha256 sha256, long devices) {}
