/**
 * Asks the gateway for a certificate.
 */
@NullMarked
package io.slipway.client.provisioning.http;

import org.jspecify.annotations.NullMarked;
