/** The rows of sealed online keys. Implements {@code SealedKeys}. */
@NullMarked
package io.slipway.artifact.signing.postgres;

import org.jspecify.annotations.NullMarked;
