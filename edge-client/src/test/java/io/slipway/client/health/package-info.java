@NullMarked
package io.slipway.client.health;

import org.jspecify.annotations.NullMarked;
