/**
 * Identities over HTTP: {@link io.slipway.device.identity.http.EnrolmentResource} for devices, {@link
 * io.slipway.device.identity.http.EnrolmentTokenResource} and {@link io.slipway.device.identity.http.DeviceResource} for operators. A renewal needs a
 * session, and so is in {@code session.http}.
 */
@NullMarked
package io.slipway.device.identity.http;

import org.jspecify.annotations.NullMarked;
