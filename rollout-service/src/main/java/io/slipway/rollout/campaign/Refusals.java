package io.slipway.rollout.campaign;

/** Why an operator's wish is refused; listed in {@code docs/errors.md}. */
public final class Refusals {

    /** The rollout's state does not permit it. */
    public static final String STATE = "rollout-state";

    /** A component of the release has no signed payload yet. */
    public static final String PAYLOADS_MISSING = "payloads-missing";

    /** The release was withdrawn. */
    public static final String RELEASE_WITHDRAWN = "release-withdrawn";

    /** No enrolled device matches. */
    public static final String NO_DEVICES = "no-devices";

    /** There is no such release. */
    public static final String RELEASE_UNKNOWN = "release-unknown";

    private Refusals() {}
}
