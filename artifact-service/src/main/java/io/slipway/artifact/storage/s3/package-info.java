/**
 * The connection to the object store: configuration, TLS trust, and the translation of S3's errors into those of the domain.
 *
 * <p>The {@code s3} adapters of the features call it; it calls the MinIO SDK.
 */
@NullMarked
package io.slipway.artifact.storage.s3;

import org.jspecify.annotations.NullMarked;
