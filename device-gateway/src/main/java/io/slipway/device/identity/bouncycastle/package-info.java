/**
 * Certificates through Bouncy Castle: {@link io.slipway.device.identity.bouncycastle.FileCertificateAuthority} reads the authorities of the tenants from a
 * directory, verifies PKCS#10 requests and signs client certificates. Keys and signatures themselves are the platform's own.
 */
@NullMarked
package io.slipway.device.identity.bouncycastle;

import org.jspecify.annotations.NullMarked;
