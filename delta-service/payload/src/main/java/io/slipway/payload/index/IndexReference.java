package io.slipway.payload.index;

/**
 * What signed metadata says of a payload's index: how many bytes at the beginning of the payload it takes, and their digest.
 *
 * <p>A negative or enormous length is no error here: it is refused, with its reason, by {@link PayloadIndex#checkLimits}.
 *
 * @param length bytes of the index, header included; it starts at the payload's first byte
 * @param sha256 digest of these bytes
 */
public record IndexReference(long length, Sha256 sha256) {}
