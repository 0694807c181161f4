/**
 * Applying a payload to a target: sequential, resumable and in bounded memory.
 *
 * <p>A device reads the index through {@link io.slipway.payload.apply.IndexReader}, writes the target through {@link
 * io.slipway.payload.apply.PayloadApplier} and reads it back through {@link io.slipway.payload.apply.TargetVerification}. Where payload bytes come from
 * and where target bytes go are the ports {@link io.slipway.payload.apply.PayloadSource} and {@link io.slipway.payload.apply.TargetDevice}. Nothing is
 * decoded before its digest was compared, nothing is written before its own was.
 */
@NullMarked
package io.slipway.payload.apply;

import org.jspecify.annotations.NullMarked;
