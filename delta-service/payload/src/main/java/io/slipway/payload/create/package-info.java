/**
 * Making payloads, on the server, on a bounded number of threads.
 *
 * <p>{@link io.slipway.payload.create.CreatePayload} makes full payloads and {@link io.slipway.payload.create.CreateDelta} deltas, which it proves by
 * applying them as {@link io.slipway.payload.apply} does on a device. The same images and settings give the same bytes whatever the number of threads.
 */
@NullMarked
package io.slipway.payload.create;

import org.jspecify.annotations.NullMarked;
