/**
 * An S3 server: S3Proxy over a directory.
 *
 * <p>{@link io.slipway.engines.s3.S3Recipe} runs in the parent; {@link io.slipway.engines.s3.S3Main} is the main class of the server's process.
 */
@NullMarked
package io.slipway.engines.s3;

import org.jspecify.annotations.NullMarked;
