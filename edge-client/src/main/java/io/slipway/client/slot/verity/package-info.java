/**
 * Hash trees of dm-verity, with which the kernel checks every block of a slot when it is read: made on the device after an image was written, or found in
 * the image. The root of a tree goes to the bootloader ({@link io.slipway.client.slot.verity.VerityRoots}); it is as good as the image, whose digest is
 * signed and is compared again while the tree is made.
 */
@NullMarked
package io.slipway.client.slot.verity;

import org.jspecify.annotations.NullMarked;
