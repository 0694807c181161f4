package io.slipway.delta.generation;

import io.slipway.payload.create.CreatedPayload;
import io.slipway.payload.index.IndexReference;
import io.slipway.payload.index.Sha256;

/**
 * A payload that is in the object store and was seen to make its image.
 *
 * @param sha256 digest of the payload, which is its name in the store
 * @param length number of its bytes
 * @param index length and digest of its index, to be signed
 */
public record StoredPayload(Sha256 sha256, long length, IndexReference index) {

    static StoredPayload of(CreatedPayload created) {
        return new StoredPayload(created.payloadSha256(), created.payloadLength(), created.index());
    }
}
