/**
 * The REST APIs of the services as the operator uses them; the contracts are in {@code docs/contracts/openapi}.
 *
 * <p>{@link io.slipway.standalone.operator.http.ServiceClient} does the talking and turns a problem (RFC 9457) into a sentence; one class per service names its
 * operations.
 */
@NullMarked
package io.slipway.standalone.operator.http;

import org.jspecify.annotations.NullMarked;
