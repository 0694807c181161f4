/**
 * What devices say about themselves and about their deployments, on its way into Kafka.
 *
 * <p>{@code report.mqtt} and {@code report.http} take reports in, {@code report.json} parses them, and {@link io.slipway.device.report.ReceiveReports} hands
 * them to the {@link io.slipway.device.report.DeviceEventLog}; only when that has them durable does the device get its acknowledgement. Reports are never
 * stored by the gateway itself.
 */
@NullMarked
package io.slipway.device.report;

import org.jspecify.annotations.NullMarked;
