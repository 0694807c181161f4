/** Tests of signed metadata, with real engines where it is stored and published. */
@NullMarked
package io.slipway.artifact.repository;

import org.jspecify.annotations.NullMarked;
