@NullMarked
package io.slipway.client.slot.partition;

import org.jspecify.annotations.NullMarked;
