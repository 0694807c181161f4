@NullMarked
package io.slipway.client.slot.verity;

import org.jspecify.annotations.NullMarked;
