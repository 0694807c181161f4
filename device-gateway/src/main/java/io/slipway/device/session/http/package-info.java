/**
 * Who is at the other end of an HTTPS connection: {@link io.slipway.device.session.http.DeviceFilter} lets requests below {@code /device/} pass only with a
 * client certificate that {@code ClientCertificates} admits, and leaves the device in {@link io.slipway.device.session.http.CurrentDevice} for the resources.
 * {@link io.slipway.device.session.http.RenewalResource} gives such a device its next certificate.
 */
@NullMarked
package io.slipway.device.session.http;

import org.jspecify.annotations.NullMarked;
