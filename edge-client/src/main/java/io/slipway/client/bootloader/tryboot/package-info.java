/**
 * The firmware of a Raspberry Pi, which boots another partition once when the reboot asks for it.
 */
@NullMarked
package io.slipway.client.bootloader.tryboot;

import org.jspecify.annotations.NullMarked;
