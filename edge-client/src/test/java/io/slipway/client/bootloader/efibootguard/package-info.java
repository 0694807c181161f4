@NullMarked
package io.slipway.client.bootloader.efibootguard;

import org.jspecify.annotations.NullMarked;
