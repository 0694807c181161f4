/**
 * Fetches signed metadata from the gateway, which need not be trusted.
 */
@NullMarked
package io.slipway.client.trust.http;

import org.jspecify.annotations.NullMarked;
