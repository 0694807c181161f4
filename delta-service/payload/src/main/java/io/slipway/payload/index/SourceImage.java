package io.slipway.payload.index;

/**
 * The image that a delta payload is applied to.
 *
 * @param length in bytes
 * @param sha256 of all its bytes
 */
public record SourceImage(long length, Sha256 sha256) {}
