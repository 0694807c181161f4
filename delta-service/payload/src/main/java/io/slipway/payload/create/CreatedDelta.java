package io.slipway.payload.create;

import io.slipway.payload.index.SourceImage;

/**
 * A delta payload that was written and proven.
 *
 * @param source the image that it is applied to
 * @param payload and the image that it makes
 */
public record CreatedDelta(SourceImage source, CreatedPayload payload) {}
