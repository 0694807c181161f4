/** The bucket that devices read. Implements {@code RepositoryBucket}; calls {@code storage.s3} and the MinIO SDK. */
@NullMarked
package io.slipway.artifact.repository.s3;

import org.jspecify.annotations.NullMarked;
