/**
 * Makes keys and certificate requests, and reads them as PEM.
 */
@NullMarked
package io.slipway.client.provisioning.bouncycastle;

import org.jspecify.annotations.NullMarked;
