@NullMarked
package io.slipway.client.bootloader;

import org.jspecify.annotations.NullMarked;
