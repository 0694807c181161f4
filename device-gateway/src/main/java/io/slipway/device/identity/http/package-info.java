/**
 * Identities over HTTP: {@link io.slipway.device.identity.http.EnrolmentResource} and {@link io.slipway.device.identity.http.RenewalResource} for devices,
 * {@link io.slipway.device.identity.http.EnrolmentTokenResource} and {@link io.slipway.device.identity.http.DeviceResource} for operators.
 */
@NullMarked
package io.slipway.device.identity.http;

import org.jspecify.annotations.NullMarked;
