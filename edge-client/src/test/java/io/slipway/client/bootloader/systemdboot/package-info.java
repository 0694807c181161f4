@NullMarked
package io.slipway.client.bootloader.systemdboot;

import org.jspecify.annotations.NullMarked;
