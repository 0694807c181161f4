@NullMarked
package io.slipway.client.component.process;

import org.jspecify.annotations.NullMarked;
