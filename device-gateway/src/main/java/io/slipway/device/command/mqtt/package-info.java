/** Commands at the broker: {@link io.slipway.device.command.mqtt.RetainedCommands} leaves each as the retained message of the device's command topic. */
@NullMarked
package io.slipway.device.command.mqtt;

import org.jspecify.annotations.NullMarked;
