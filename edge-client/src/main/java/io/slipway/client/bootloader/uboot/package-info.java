/**
 * U-Boot's environment, as {@code fw_printenv} and {@code fw_setenv} read and write it. Variables that are not ours are kept as they are.
 */
@NullMarked
package io.slipway.client.bootloader.uboot;

import org.jspecify.annotations.NullMarked;
