/** Tests of the whole service, with real engines. */
@NullMarked
package io.slipway.artifact;

import org.jspecify.annotations.NullMarked;
