@NullMarked
package io.slipway.client.health.process;

import org.jspecify.annotations.NullMarked;
