package io.slipway.payload.create;

import io.slipway.payload.index.IndexReference;
import io.slipway.payload.index.Sha256;

/**
 * A payload that was written, and the image that it makes.
 *
 * @param imageLength bytes of the image as read
 * @param imageSha256 digest of the image as read
 * @param payloadLength bytes of the whole payload
 * @param payloadSha256 digest of the whole payload
 * @param index what signed metadata has to say of its index
 */
public record CreatedPayload(
        long imageLength, Sha256 imageSha256, long payloadLength, Sha256 payloadSha256, IndexReference index) {}
