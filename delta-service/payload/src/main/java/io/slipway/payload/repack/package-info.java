/**
 * Undoing and redoing compression to identical bytes.
 *
 * <p>A compressed block of a filesystem differs in every byte when one byte of its content differs. So payloads carry the difference of the contents, and
 * the device compresses again. {@link io.slipway.payload.repack.Codec} unpacks; a {@link io.slipway.payload.repack.RepackRecipe} says exactly how bytes were
 * packed, and {@link io.slipway.payload.repack.Repacker} carries it out: on the server to prove that it gives the identical bytes, on the device to make
 * them. Other releases of a compressor decide otherwise; {@link io.slipway.payload.repack.Fingerprint} tells before the first block.
 */
@NullMarked
package io.slipway.payload.repack;

import org.jspecify.annotations.NullMarked;
