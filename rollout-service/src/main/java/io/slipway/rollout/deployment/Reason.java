package io.slipway.rollout.deployment;

import java.util.regex.Pattern;

/**
 * Why something did not go well.
 *
 * @param code a stable word with hyphens, see {@code docs/errors.md}
 * @param detail for people; at most {@value #MAX_DETAIL} characters, the rest is cut off
 */
public record Reason(String code, String detail) {

    private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9-]{0,63}");
    private static final int MAX_DETAIL = 1000;

    public Reason {
        if (!CODE.matcher(code).matches()) {
            throw new IllegalArgumentException("a reason code is lower-case words joined by hyphens, not '"
                    + code.substring(0, Math.min(code.length(), 64)) + "'");
        }
        detail = detail.substring(0, Math.min(detail.length(), MAX_DETAIL));
    }

    @Override
    public String toString() {
        return detail.isEmpty() ? code : code + ": " + detail;
    }
}
