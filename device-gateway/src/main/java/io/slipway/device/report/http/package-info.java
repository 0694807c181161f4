/** Reports over HTTPS: {@link io.slipway.device.report.http.ReportResource} answers when all reports of a request are durable. */
@NullMarked
package io.slipway.device.report.http;

import org.jspecify.annotations.NullMarked;
