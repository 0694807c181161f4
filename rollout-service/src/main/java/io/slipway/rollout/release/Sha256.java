package io.slipway.rollout.release;

import java.util.regex.Pattern;

/**
 * A SHA-256 digest.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record Sha256(String hex) {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    public Sha256 {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("a SHA-256 digest is 64 lower-case hex digits, not " + hex.length()
                    + " characters that start with '" + hex.substring(0, Math.min(8, hex.length())) + "'");
        }
    }

    @Override
    public String toString() {
        return hex;
    }
}
