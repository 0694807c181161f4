/** Tests of the lifecycle of releases. */
@NullMarked
package io.slipway.artifact.release;

import org.jspecify.annotations.NullMarked;
