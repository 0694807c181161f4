package io.slipway.metadata.role;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Names a target, for example {@code debian/2/rootfs} (TARGETPATH of TUF 1.0 section 4.5).
 *
 * @param value 1 to 512 characters: segments of {@code A-Z a-z 0-9 . _ + ~ -} that start with a letter or digit, joined by {@code /}
 */
public record TargetPath(String value) implements Comparable<TargetPath> {

    private static final Pattern FORM =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+~-]*(/[A-Za-z0-9][A-Za-z0-9._+~-]*)*+");

    public TargetPath {
        if (value.length() > 512 || !FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "target path: expected segments of letters, digits and ._+~- joined by /, found another form");
        }
    }

    /** The parts between the slashes. */
    public List<String> segments() {
        return List.of(value.split("/"));
    }

    @Override
    public int compareTo(TargetPath other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
