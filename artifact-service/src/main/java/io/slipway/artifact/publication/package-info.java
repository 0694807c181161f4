/**
 * Publication of artifacts: their bytes come in as a stream, are hashed on the way, and land in the object store under their SHA-256.
 *
 * <p>The HTTP adapter calls {@link io.slipway.artifact.publication.PublishArtifact} for uploads in one request and {@code BeginUpload}, {@code
 * ReceiveBytes}, {@code CompleteUpload} and {@code AbandonUpload} for resumable ones; both ways go through {@code PartPump} and {@code Completion}.
 * The ports {@code ArtifactStore}, {@code Uploads} and {@code Artifacts} are implemented on S3 and PostgreSQL. Nothing is visible under a digest before
 * all bytes are there and have that digest. All use cases block; they are called on virtual threads.
 */
@NullMarked
package io.slipway.artifact.publication;

import org.jspecify.annotations.NullMarked;
