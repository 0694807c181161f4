package io.slipway.metadata.role;

import java.time.Instant;

import io.slipway.metadata.canonical.JsonObject;

/**
 * Timestamp metadata: which snapshot is the latest (TUF 1.0 section 4.6). It is the only file that is fetched when nothing has changed.
 *
 * @param version rises with every timestamp
 * @param expires whole seconds
 * @param snapshot the file of the latest snapshot
 */
public record Timestamp(long version, Instant expires, MetadataFile snapshot) implements Role {

    public Timestamp {
        RoleDocument.requireVersion(version);
        RoleDocument.requireWholeSeconds(expires);
    }

    /**
     * Reads timestamp metadata.
     *
     * @throws io.slipway.metadata.refusal.MetadataRefusedException if it is none
     */
    public static Timestamp read(String file, JsonObject signed) {
        return RoleDocument.read(
                file,
                RoleName.TIMESTAMP,
                signed,
                json -> new Timestamp(
                        json.integer("version"),
                        RoleDocument.expires(json),
                        MetadataFile.read(json.object("meta")
                                .requireOnly(RoleName.SNAPSHOT.fileName())
                                .object(RoleName.SNAPSHOT.fileName()))));
    }

    @Override
    public JsonObject toJson() {
        JsonObject meta = JsonObject.builder()
                .put(RoleName.SNAPSHOT.fileName(), snapshot.toJson())
                .build();
        return RoleDocument.begin(RoleName.TIMESTAMP, this).put("meta", meta).build();
    }
}
