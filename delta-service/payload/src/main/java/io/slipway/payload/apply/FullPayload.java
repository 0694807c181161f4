package io.slipway.payload.apply;

import io.slipway.payload.index.IndexReference;

/**
 * The full payload of the image that a delta makes. Nothing of it is fetched before it is needed.
 *
 * @param index what signed metadata says of its index
 * @param source of the payload's bytes
 */
public record FullPayload(IndexReference index, PayloadSource source) {}
