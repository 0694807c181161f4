/**
 * The two places that hold a whole operating system image, and the right to write to one of them. Only an {@link
 * io.slipway.client.slot.InactiveSlot} can be opened for writing, and only {@link io.slipway.client.slot.Slots} hands one out, for
 * the slot opposite to the one that runs.
 */
@NullMarked
package io.slipway.client.slot;

import org.jspecify.annotations.NullMarked;
