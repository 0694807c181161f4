/**
 * Brings an image into the inactive slot: reads the payload's index, applies its operations front to back, makes progress durable
 * in steps, and reads the whole slot back. Called by the update lifecycle; calls the payload format, the download and the slot.
 */
@NullMarked
package io.slipway.client.install;

import org.jspecify.annotations.NullMarked;
