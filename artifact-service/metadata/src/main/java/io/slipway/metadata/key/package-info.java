/**
 * Keys and signatures: public keys as they stand in metadata, their ids, and the two ports behind which private keys and verification stand.
 *
 * <p>Roles hold {@code VerificationKey}s; publishing signs through {@code SigningKey}; the client workflow verifies through {@code
 * SignatureVerifier}. The {@code bouncycastle} adapter implements both for Ed25519 and ECDSA on P-256.
 */
@NullMarked
package io.slipway.metadata.key;

import org.jspecify.annotations.NullMarked;
