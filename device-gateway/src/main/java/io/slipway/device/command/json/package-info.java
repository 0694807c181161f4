/** Commands as JSON: {@link io.slipway.device.command.json.CommandJson} reads what rollout-service sends and writes what devices get. */
@NullMarked
package io.slipway.device.command.json;

import org.jspecify.annotations.NullMarked;
