@NullMarked
package io.slipway.client.bootloader.file;

import org.jspecify.annotations.NullMarked;
