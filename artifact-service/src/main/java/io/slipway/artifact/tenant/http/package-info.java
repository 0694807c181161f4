/** Reads the tenant of a request. Every HTTP adapter of this service calls it. */
@NullMarked
package io.slipway.artifact.tenant.http;

import org.jspecify.annotations.NullMarked;
