/**
 * What the device-gateway publishes about devices, turned into {@link io.slipway.rollout.fleet.DeviceFact facts}.
 *
 * <p>Reads {@code slipway.device.device.v1} and the status reports of {@code slipway.device.report.v1}, and hands each fact once to {@link io.slipway.rollout.fleet.Fleet}.
 */
@NullMarked
package io.slipway.rollout.fleet.kafka;

import org.jspecify.annotations.NullMarked;
