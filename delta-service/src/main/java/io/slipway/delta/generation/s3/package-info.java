/**
 * Images and payloads in an S3 object store, through the MinIO SDK.
 *
 * <p>Objects are named {@code <tenant>/sha256/<hex>}; images are in the bucket {@code slipway-artifacts}, payloads go to {@code slipway-payloads}.
 */
@NullMarked
package io.slipway.delta.generation.s3;

import org.jspecify.annotations.NullMarked;
