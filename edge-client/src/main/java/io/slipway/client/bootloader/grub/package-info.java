/**
 * GRUB's environment block, as {@code grub-editenv} and GRUB's {@code save_env} read and write it.
 */
@NullMarked
package io.slipway.client.bootloader.grub;

import org.jspecify.annotations.NullMarked;
