/** Tests of uploads, with real engines where bytes are stored. */
@NullMarked
package io.slipway.artifact.publication;

import org.jspecify.annotations.NullMarked;
