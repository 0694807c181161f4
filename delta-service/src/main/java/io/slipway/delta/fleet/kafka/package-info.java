/** Takes the events of device-gateway in: what devices run, and which are enrolled and revoked. */
@NullMarked
package io.slipway.delta.fleet.kafka;

import org.jspecify.annotations.NullMarked;
