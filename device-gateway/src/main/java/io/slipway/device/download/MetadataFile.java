package io.slipway.device.download;

import java.util.regex.Pattern;

/** The name of a file of a TUF repository with consistent snapshots (TUF 1.0, section 7): {@code timestamp.json} or {@code <n>.<role>.json}. */
public record MetadataFile(String name) {

    private static final String TIMESTAMP = "timestamp.json";
    private static final Pattern VERSIONED =
            Pattern.compile("[1-9][0-9]{0,9}\\.(root|snapshot|targets|payloads)\\.json");

    public MetadataFile {
        if (!name.equals(TIMESTAMP) && !VERSIONED.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "file: expected timestamp.json or <n>.root.json, <n>.snapshot.json, <n>.targets.json, <n>.payloads.json");
        }
    }

    /** Whether its content never changes: that of every file with a version. */
    public boolean isImmutable() {
        return !name.equals(TIMESTAMP);
    }
}
