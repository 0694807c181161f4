package io.slipway.device.identity;

/** How a revocation ended. */
public enum RevocationOutcome {
    /** The device was enrolled and is no longer. */
    REVOKED,
    /** It had been revoked before; nothing changed. */
    ALREADY_REVOKED,
    /** There is no such device. */
    UNKNOWN_DEVICE
}
