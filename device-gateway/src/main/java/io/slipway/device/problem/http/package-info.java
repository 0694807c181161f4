/**
 * How refusals look over HTTP: RFC 9457 problem details with stable types, listed in {@code docs/errors.md}. Every HTTP adapter of this service
 * calls {@link io.slipway.device.problem.http.Problem}, and {@link io.slipway.device.problem.http.JsonBody} for small bodies.
 */
@NullMarked
package io.slipway.device.problem.http;

import org.jspecify.annotations.NullMarked;
