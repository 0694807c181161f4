/** Counts and times what {@code io.slipway.delta.generation} does, for Prometheus. */
@NullMarked
package io.slipway.delta.generation.metrics;

import org.jspecify.annotations.NullMarked;
