/**
 * The gateway over MQTT 5: the retained command, reports at quality of service 1, acknowledgements on a topic of the device's own.
 */
@NullMarked
package io.slipway.client.link.mqtt;

import org.jspecify.annotations.NullMarked;
