/** How refusals look over HTTP: RFC 9457 problem details with stable types, listed in {@code docs/errors.md}. Every HTTP adapter of this service calls it. */
@NullMarked
package io.slipway.artifact.problem.http;

import org.jspecify.annotations.NullMarked;
