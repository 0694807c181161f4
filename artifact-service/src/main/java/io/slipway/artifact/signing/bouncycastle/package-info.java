/** Ed25519 keys, sealed with AES-256-GCM under a secret that is not in the database. Implements {@code KeySealer}. */
@NullMarked
package io.slipway.artifact.signing.bouncycastle;

import org.jspecify.annotations.NullMarked;
