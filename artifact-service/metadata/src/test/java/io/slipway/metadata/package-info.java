/** Tests of the whole jar, and the sample repository that they share. */
@NullMarked
package io.slipway.metadata;

import org.jspecify.annotations.NullMarked;
