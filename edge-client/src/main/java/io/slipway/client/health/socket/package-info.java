/**
 * Health checks that open a connection and say nothing.
 */
@NullMarked
package io.slipway.client.health.socket;

import org.jspecify.annotations.NullMarked;
