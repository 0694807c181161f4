/** Tests of what the object store may answer. */
@NullMarked
package io.slipway.artifact.publication.s3;

import org.jspecify.annotations.NullMarked;
