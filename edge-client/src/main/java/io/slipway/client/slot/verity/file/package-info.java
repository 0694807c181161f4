/**
 * Hands the roots of hash trees to the bootloader in files.
 */
@NullMarked
package io.slipway.client.slot.verity.file;

import org.jspecify.annotations.NullMarked;
