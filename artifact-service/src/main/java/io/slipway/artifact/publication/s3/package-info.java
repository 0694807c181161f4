/** Artifacts in an S3 bucket, written in parts. Implements {@code ArtifactStore}; calls {@code storage.s3} and the MinIO SDK. */
@NullMarked
package io.slipway.artifact.publication.s3;

import org.jspecify.annotations.NullMarked;
