/**
 * Virtual devices by the dozen: what goes into one at the factory, and all of them running.
 *
 * <p>{@link io.slipway.standalone.fleet.DeviceOrder} says what to make, {@code process} makes it as a virtual board ({@code board}) and switches it on. The demonstration
 * and the benchmarks call in.
 */
@NullMarked
package io.slipway.standalone.fleet;

import org.jspecify.annotations.NullMarked;
