/** Tests. */
@NullMarked
package io.slipway.metadata.key.bouncycastle;

import org.jspecify.annotations.NullMarked;
