/**
 * The index of an update payload: its bytes, its limits, and every way in which a payload is refused.
 *
 * <p>{@link io.slipway.payload.index.PayloadIndex#authenticate} is the only way from bytes to an index, and it compares the digest that signed metadata
 * gives before it looks at a single field. {@code apply} reads through it; {@code create} writes through {@link
 * io.slipway.payload.index.IndexEncoder}. The layout is section 3 of {@code docs/payload-format.md}.
 */
@NullMarked
package io.slipway.payload.index;

import org.jspecify.annotations.NullMarked;
