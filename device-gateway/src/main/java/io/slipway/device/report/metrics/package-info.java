/** Counters in Micrometer: {@code slipway_device_reports_received_total}, {@code slipway_device_reports_refused_total}, {@code slipway_device_commands_offered_total}. */
@NullMarked
package io.slipway.device.report.metrics;

import org.jspecify.annotations.NullMarked;
