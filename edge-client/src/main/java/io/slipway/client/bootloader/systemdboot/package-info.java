/**
 * systemd-boot: attempts counted in the names of its entries, or an entry for the next boot alone in an EFI variable.
 */
@NullMarked
package io.slipway.client.bootloader.systemdboot;

import org.jspecify.annotations.NullMarked;
