/**
 * Each engine started for real and asked for what a service asks of it, over crashes too.
 *
 * <p>{@link io.slipway.engines.TestAuthority} makes the certificates that MQTT and HTTPS need.
 */
@NullMarked
package io.slipway.engines;

import org.jspecify.annotations.NullMarked;
