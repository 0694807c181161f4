package io.slipway.rollout.deployment;

/** The reason codes that this service gives to deployments; listed in {@code docs/errors.md}. The device's own codes pass through. */
public final class Reasons {

    /** Nothing was heard of the device until the deadline. */
    public static final String TIMED_OUT = "timed-out";

    /** The rollout was aborted before the device began. */
    public static final String ROLLOUT_ABORTED = "rollout-aborted";

    /** The rollout was aborted, and the device did not answer the cancellation until the deadline. */
    public static final String CANCEL_UNCONFIRMED = "cancel-unconfirmed";

    /** The device had an unfinished deployment of another rollout when its wave started. */
    public static final String DEVICE_BUSY = "device-busy";

    /** The device was revoked. */
    public static final String DEVICE_REVOKED = "device-revoked";

    private Reasons() {}
}
