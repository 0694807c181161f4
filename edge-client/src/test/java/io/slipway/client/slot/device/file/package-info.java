@NullMarked
package io.slipway.client.slot.device.file;

import org.jspecify.annotations.NullMarked;
