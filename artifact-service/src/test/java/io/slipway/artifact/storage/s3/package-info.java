/** Tests of the connection to the object store. */
@NullMarked
package io.slipway.artifact.storage.s3;

import org.jspecify.annotations.NullMarked;
