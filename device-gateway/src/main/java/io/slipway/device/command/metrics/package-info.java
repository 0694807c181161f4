/** The cache of commands in Micrometer: the gauge {@code slipway_device_commands_pending}. */
@NullMarked
package io.slipway.device.command.metrics;

import org.jspecify.annotations.NullMarked;
