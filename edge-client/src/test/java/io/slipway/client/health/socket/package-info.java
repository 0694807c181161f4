@NullMarked
package io.slipway.client.health.socket;

import org.jspecify.annotations.NullMarked;
