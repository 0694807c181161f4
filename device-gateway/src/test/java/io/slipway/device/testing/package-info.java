/** What the tests of the gateway share: a throw-away PKI, engines, and a device that speaks HTTPS and MQTT. */
@NullMarked
package io.slipway.device.testing;

import org.jspecify.annotations.NullMarked;
