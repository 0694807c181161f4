package io.slipway.metadata.role;

import java.util.regex.Pattern;

/**
 * Names a role and so its files. The form keeps names from metadata harmless as file names.
 *
 * @param value a lower-case letter, then at most 63 lower-case letters, digits and hyphens
 */
public record RoleName(String value) implements Comparable<RoleName> {

    /** First, because the constants below are checked against it. */
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,63}");

    public static final RoleName ROOT = new RoleName("root");
    public static final RoleName TARGETS = new RoleName("targets");
    public static final RoleName SNAPSHOT = new RoleName("snapshot");
    public static final RoleName TIMESTAMP = new RoleName("timestamp");

    private static final String SUFFIX = ".json";

    public RoleName {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("role name: expected " + FORM + ", found another form");
        }
    }

    /**
     * The role whose entry in snapshot or timestamp metadata has this key.
     *
     * @param fileName for example {@code targets.json}
     */
    public static RoleName ofFileName(String fileName) {
        if (!fileName.endsWith(SUFFIX)) {
            throw new IllegalArgumentException("metadata path: expected a name that ends in .json");
        }
        return new RoleName(fileName.substring(0, fileName.length() - SUFFIX.length()));
    }

    /** The name without version, for example {@code timestamp.json}. */
    public String fileName() {
        return value + SUFFIX;
    }

    /** The name with version, for example {@code 3.root.json}. */
    public String fileName(long version) {
        return version + "." + value + SUFFIX;
    }

    /** Whether root metadata, and not a delegation, gives this role its keys. */
    public boolean isTopLevel() {
        return equals(ROOT) || equals(TARGETS) || equals(SNAPSHOT) || equals(TIMESTAMP);
    }

    @Override
    public int compareTo(RoleName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
