/**
 * Deflate as GNU gzip does it, bit for bit.
 *
 * <p>Deflate (RFC 1951) leaves to the compressor which repetitions it takes, where blocks end and how they are coded. GNU gzip looks for repetitions as zlib
 * does, but ends blocks by rules of its own. {@link io.slipway.payload.repack.gzip.GzipDeflater} makes one block after the other: a
 * {@link io.slipway.payload.repack.gzip.TokenFinder} cuts the content in the {@link io.slipway.payload.repack.gzip.Window} into literals and matches, a
 * {@link io.slipway.payload.repack.gzip.Block} collects them until it is full, and a {@link io.slipway.payload.repack.gzip.BlockWriter} writes it in the
 * shortest of three ways. Nothing here depends on the compressors of the Java runtime.
 */
@NullMarked
package io.slipway.payload.repack.gzip;

import org.jspecify.annotations.NullMarked;
