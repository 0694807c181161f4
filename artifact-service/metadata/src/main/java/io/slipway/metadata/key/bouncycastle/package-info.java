/**
 * Ed25519 and ECDSA P-256 by the lightweight interface of Bouncy Castle: no security provider is registered and nothing is looked up by name at
 * run time, so the code also runs in a native image. Reading private keys from files is left to the caller; these classes take raw values.
 */
@NullMarked
package io.slipway.metadata.key.bouncycastle;

import org.jspecify.annotations.NullMarked;
