@NullMarked
package io.slipway.client.slot.luks.process;

import org.jspecify.annotations.NullMarked;
