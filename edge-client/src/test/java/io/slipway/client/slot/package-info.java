@NullMarked
package io.slipway.client.slot;

import org.jspecify.annotations.NullMarked;
