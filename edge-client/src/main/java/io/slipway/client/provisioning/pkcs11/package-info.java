/**
 * Keeps the device's key in a token – a TPM, OP-TEE or a smart card – that is spoken to by PKCS #11 through the Java platform's own provider. The key is made in the token
 * and signs there: the certificate request and each TLS handshake.
 */
@NullMarked
package io.slipway.client.provisioning.pkcs11;

import org.jspecify.annotations.NullMarked;
