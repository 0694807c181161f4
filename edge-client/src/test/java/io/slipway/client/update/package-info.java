@NullMarked
package io.slipway.client.update;

import org.jspecify.annotations.NullMarked;
