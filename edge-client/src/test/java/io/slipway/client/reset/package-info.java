@NullMarked
package io.slipway.client.reset;

import org.jspecify.annotations.NullMarked;
