@NullMarked
package io.slipway.client.bootloader.tryboot;

import org.jspecify.annotations.NullMarked;
