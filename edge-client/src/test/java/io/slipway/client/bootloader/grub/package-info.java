@NullMarked
package io.slipway.client.bootloader.grub;

import org.jspecify.annotations.NullMarked;
