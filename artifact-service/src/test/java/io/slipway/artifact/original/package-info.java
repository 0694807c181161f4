/** Tests of originals that are not kept. */
@NullMarked
package io.slipway.artifact.original;

import org.jspecify.annotations.NullMarked;
