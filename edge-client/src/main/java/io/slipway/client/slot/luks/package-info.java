/**
 * Slots inside LUKS volumes: opened for the time in which they are read or written, closed afterwards. The device mapper and the header are left to
 * cryptsetup ({@code luks.process}).
 */
@NullMarked
package io.slipway.client.slot.luks;

import org.jspecify.annotations.NullMarked;
