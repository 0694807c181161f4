/**
 * The object store through the MinIO SDK: {@link io.slipway.device.download.s3.S3MetadataStore} and {@link io.slipway.device.download.s3.S3PayloadStore} read
 * it, {@link io.slipway.device.download.s3.PresignedPayloadLinks} signs links without asking it, and {@link
 * io.slipway.device.download.s3.ObjectStoreReadiness} tells whether it answers.
 */
@NullMarked
package io.slipway.device.download.s3;

import org.jspecify.annotations.NullMarked;
