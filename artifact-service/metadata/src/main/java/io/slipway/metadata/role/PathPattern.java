package io.slipway.metadata.role;

/**
 * Which targets a delegation covers (PATHPATTERN of TUF 1.0 section 4.5): {@code *} stands for any characters of one segment, {@code ?} for one; neither
 * stands for {@code /}. {@code payloads/*}{@code /*} covers {@code payloads/ab/full} but not {@code payloads/ab}.
 *
 * @param value 1 to 512 characters; brackets and backslashes, which other implementations understand differently, are refused
 */
public record PathPattern(String value) {

    public PathPattern {
        boolean plain = value.chars().allMatch(c -> c > 0x20 && c < 0x7f && "[]\\{}!".indexOf(c) < 0);
        if (value.isEmpty() || value.length() > 512 || !plain) {
            throw new IllegalArgumentException("path pattern: expected printable ASCII with * and ? only");
        }
    }

    /** Whether the pattern covers the path. Takes time proportional to the product of both lengths at most. */
    public boolean matches(TargetPath path) {
        return matches(path.value());
    }

    private boolean matches(String path) {
        int p = 0;
        int t = 0;
        int star = -1;
        int resume = 0;
        while (t < path.length()) {
            char c = path.charAt(t);
            if (p < value.length() && value.charAt(p) == '*') {
                star = p++;
                resume = t;
            } else if (p < value.length() && (value.charAt(p) == c || value.charAt(p) == '?' && c != '/')) {
                p++;
                t++;
            } else if (star >= 0 && path.charAt(resume) != '/') {
                // Let the last star take one character more; an earlier one never needs to, as a star cannot leave its
                // segment.
                p = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (p < value.length() && value.charAt(p) == '*') {
            p++;
        }
        return p == value.length();
    }
}
