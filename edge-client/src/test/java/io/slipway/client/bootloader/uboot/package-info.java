@NullMarked
package io.slipway.client.bootloader.uboot;

import org.jspecify.annotations.NullMarked;
