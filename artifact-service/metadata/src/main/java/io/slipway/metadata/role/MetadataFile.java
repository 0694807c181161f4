package io.slipway.metadata.role;

import io.slipway.metadata.canonical.JsonObject;
import io.slipway.metadata.digest.Sha256;

/**
 * What snapshot or timestamp metadata says about another metadata file (METAFILES of TUF 1.0 section 4.4). TUF leaves length and hashes optional;
 * here both are required, so that nothing of unknown length is ever fetched and no two files of one version can be exchanged.
 *
 * @param version the version inside the file
 * @param length the file's length in bytes
 * @param sha256 the file's digest
 */
public record MetadataFile(long version, long length, Sha256 sha256) {

    public MetadataFile {
        RoleDocument.requireVersion(version);
        if (length < 1) {
            throw new IllegalArgumentException("length: expected at least 1, found " + length);
        }
    }

    /** What is to be said about a file with this version and content. */
    public static MetadataFile of(long version, byte[] content) {
        return new MetadataFile(version, content.length, Sha256.of(content));
    }

    /** Whether these bytes are the file. */
    public boolean matches(byte[] content) {
        return content.length == length && Sha256.of(content).equals(sha256);
    }

    static MetadataFile read(JsonObject json) {
        return new MetadataFile(
                json.integer("version"),
                json.integer("length"),
                new Sha256(json.object("hashes").string("sha256")));
    }

    JsonObject toJson() {
        return JsonObject.builder()
                .put("version", version)
                .put("length", length)
                .put("hashes", JsonObject.builder().put("sha256", sha256.hex()).build())
                .build();
    }
}
