/**
 * The block devices that slots lie on, and the rules by which one of them may be written: it is free, writable, and no other slot lies on it. {@code
 * device.file} knows them from the kernel's files.
 */
@NullMarked
package io.slipway.client.slot.device;

import org.jspecify.annotations.NullMarked;
