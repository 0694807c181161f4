@NullMarked
package io.slipway.client.bootloader.process;

import org.jspecify.annotations.NullMarked;
