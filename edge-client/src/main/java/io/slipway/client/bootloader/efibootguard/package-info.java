/**
 * The environment of EFI Boot Guard 0.13: a file {@code BGENV.DAT} on each of its two config partitions, as {@code bg_printenv} and {@code bg_setenv} read
 * and write it.
 */
@NullMarked
package io.slipway.client.bootloader.efibootguard;

import org.jspecify.annotations.NullMarked;
