package io.slipway.metadata.role;

import io.slipway.metadata.canonical.JsonObject;
import io.slipway.metadata.digest.Sha256;

/**
 * One target: the length and digest that its content must have (TARGETS of TUF 1.0 section 4.5).
 *
 * @param path the target's name
 * @param length the content's length in bytes
 * @param sha256 the content's digest
 * @param custom what else the publisher says of it, empty if nothing
 */
public record Target(TargetPath path, long length, Sha256 sha256, JsonObject custom) {

    public Target {
        if (length < 0) {
            throw new IllegalArgumentException("length of " + path + ": expected at least 0, found " + length);
        }
    }

    static Target read(TargetPath path, JsonObject json) {
        return new Target(
                path,
                json.integer("length"),
                new Sha256(json.object("hashes").string("sha256")),
                json.findObject("custom").orElse(JsonObject.EMPTY));
    }

    JsonObject toJson() {
        var json = JsonObject.builder()
                .put("length", length)
                .put("hashes", JsonObject.builder().put("sha256", sha256.hex()).build());
        if (!custom.members().isEmpty()) {
            json.put("custom", custom);
        }
        return json.build();
    }
}
