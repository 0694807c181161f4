/** Tests of the package of the same name. */
@NullMarked
package io.slipway.standalone.signing.bouncycastle;

import org.jspecify.annotations.NullMarked;
