package io.slipway.delta.generation;

/**
 * Why there is no payload.
 *
 * @param code a stable word of {@code docs/errors.md}
 * @param detail what was expected and what came, in one sentence for a person
 */
public record Reason(String code, String detail) {

    private static final int LONGEST_DETAIL = 1000;

    /** Cuts a detail that is too long to be kept. */
    public Reason {
        if (detail.length() > LONGEST_DETAIL) {
            detail = detail.substring(0, LONGEST_DETAIL);
        }
    }
}
