/**
 * The update payload: what travels to a device for one image, and how it is written, read and applied.
 *
 * <p>The format is specified in {@code docs/payload-format.md}. {@link io.slipway.payload.index} knows the bytes of the index, {@link
 * io.slipway.payload.apply} is what a device needs, {@link io.slipway.payload.create} is what the server needs. A device never reaches {@code create},
 * which calls native code.
 */
@NullMarked
package io.slipway.payload;

import org.jspecify.annotations.NullMarked;
