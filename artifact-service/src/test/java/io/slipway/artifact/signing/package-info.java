/** Tests of the online keys. */
@NullMarked
package io.slipway.artifact.signing;

import org.jspecify.annotations.NullMarked;
