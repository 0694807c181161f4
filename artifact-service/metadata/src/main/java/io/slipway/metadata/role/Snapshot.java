package io.slipway.metadata.role;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.slipway.metadata.canonical.JsonObject;

/**
 * Snapshot metadata: which versions of all targets metadata belong together (TUF 1.0 section 4.4).
 *
 * @param version rises with every snapshot
 * @param expires whole seconds
 * @param files the file of {@code targets} and of every delegated role; copied
 */
public record Snapshot(long version, Instant expires, Map<RoleName, MetadataFile> files) implements Role {

    public Snapshot {
        RoleDocument.requireVersion(version);
        RoleDocument.requireWholeSeconds(expires);
        files = Collections.unmodifiableMap(new TreeMap<>(files));
    }

    /** The file of a role, empty if the snapshot does not list the role. */
    public Optional<MetadataFile> file(RoleName role) {
        return Optional.ofNullable(files.get(role));
    }

    /**
     * Reads snapshot metadata.
     *
     * @throws io.slipway.metadata.refusal.MetadataRefusedException if it is none
     */
    public static Snapshot read(String file, JsonObject signed) {
        return RoleDocument.read(file, RoleName.SNAPSHOT, signed, json -> {
            JsonObject meta = json.object("meta");
            Map<RoleName, MetadataFile> files = new TreeMap<>();
            for (String name : meta.members().keySet()) {
                files.put(RoleName.ofFileName(name), MetadataFile.read(meta.object(name)));
            }
            return new Snapshot(json.integer("version"), RoleDocument.expires(json), files);
        });
    }

    @Override
    public JsonObject toJson() {
        var meta = JsonObject.builder();
        files.forEach((name, file) -> meta.put(name.fileName(), file.toJson()));
        return RoleDocument.begin(RoleName.SNAPSHOT, this)
                .put("meta", meta.build())
                .build();
    }
}
