package io.slipway.payload.apply;

import io.slipway.payload.index.PayloadIndex;

/**
 * The full payload of an image.
 *
 * @param index authenticated
 * @param source of the payload's bytes
 */
public record FullPayload(PayloadIndex index, PayloadSource source) {}
