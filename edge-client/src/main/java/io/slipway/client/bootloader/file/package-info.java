/**
 * The files and partitions of bootloaders, written in place and forced.
 */
@NullMarked
package io.slipway.client.bootloader.file;

import org.jspecify.annotations.NullMarked;
