/** The connection to the broker in Micrometer: the gauge {@code slipway_device_broker_connected}. */
@NullMarked
package io.slipway.device.session.metrics;

import org.jspecify.annotations.NullMarked;
