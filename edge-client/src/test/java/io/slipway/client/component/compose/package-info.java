@NullMarked
package io.slipway.client.component.compose;

import org.jspecify.annotations.NullMarked;
