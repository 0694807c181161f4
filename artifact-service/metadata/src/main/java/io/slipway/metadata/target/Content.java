package io.slipway.metadata.target;

import io.slipway.metadata.canonical.JsonObject;
import io.slipway.metadata.digest.Sha256;

/**
 * Some bytes, by their length and digest.
 *
 * @param length in bytes, at least 1
 * @param sha256 the digest
 */
public record Content(long length, Sha256 sha256) {

    public Content {
        if (length < 1) {
            throw new IllegalArgumentException("length: expected at least 1, found " + length);
        }
    }

    static Content read(JsonObject json) {
        json.requireOnly("length", "sha256");
        return new Content(json.integer("length"), new Sha256(json.string("sha256")));
    }

    JsonObject toJson() {
        return JsonObject.builder()
                .put("length", length)
                .put("sha256", sha256.hex())
                .build();
    }
}
