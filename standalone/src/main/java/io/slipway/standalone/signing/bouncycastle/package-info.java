/** Private signing keys in files: PKCS #8 in PEM, encrypted with a passphrase. Called by the operator's commands. */
@NullMarked
package io.slipway.standalone.signing.bouncycastle;

import org.jspecify.annotations.NullMarked;
