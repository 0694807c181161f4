package io.slipway.client.report;

import java.util.regex.Pattern;

/**
 * Why a deployment ended as it did.
 *
 * @param code stable word with hyphens, listed in docs/errors.md
 * @param detail one sentence for people, at most {@value #MAX_DETAIL} characters; longer ones are cut
 */
public record Reason(String code, String detail) {

    public static final int MAX_DETAIL = 500;

    private static final Pattern CODE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    public Reason {
        if (code.length() > 64 || !CODE.matcher(code).matches()) {
            throw new IllegalArgumentException("A reason code is a word with hyphens, not " + code);
        }
        if (detail.length() > MAX_DETAIL) {
            boolean splitsPair = Character.isHighSurrogate(detail.charAt(MAX_DETAIL - 2));
            detail = detail.substring(0, MAX_DETAIL - (splitsPair ? 2 : 1)) + "…";
        }
    }

    @Override
    public String toString() {
        return code + ": " + detail;
    }
}
