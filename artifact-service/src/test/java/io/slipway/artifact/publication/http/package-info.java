/** Tests of how forms are read. */
@NullMarked
package io.slipway.artifact.publication.http;

import org.jspecify.annotations.NullMarked;
