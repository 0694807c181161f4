/**
 * Reports as JSON: {@link io.slipway.device.report.json.ReportParser} reads what devices send, strictly and within limits, and {@link
 * io.slipway.device.report.json.DeviceEventWriter} writes what goes to Kafka ({@code docs/contracts/events}).
 */
@NullMarked
package io.slipway.device.report.json;

import org.jspecify.annotations.NullMarked;
