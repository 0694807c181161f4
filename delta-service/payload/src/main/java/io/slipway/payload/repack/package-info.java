/**
 * Undoing and redoing compression to identical bytes.
 *
 * <p>A compressed block of a filesystem differs in every byte when one byte of its content differs. So payloads carry the difference of the contents, and
 * the device compresses again. {@link io.slipway.payload.repack.Codec} unpacks.
 */
@NullMarked
package io.slipway.payload.repack;

import org.jspecify.annotations.NullMarked;
