/** The bucket of payloads, which delta-service writes and this service reads. */
@NullMarked
package io.slipway.artifact.original.s3;

import org.jspecify.annotations.NullMarked;
