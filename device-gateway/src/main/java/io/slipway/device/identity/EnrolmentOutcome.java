package io.slipway.device.identity;

/** How an enrolment or a renewal ended. */
public sealed interface EnrolmentOutcome {

    /**
     * The device is known and has a certificate.
     *
     * @param usesToken whether the token has one use less from now on
     */
    record Enrolled(DeviceIdentity device, IssuedCertificate certificate, boolean usesToken)
            implements EnrolmentOutcome {}

    /** The token does not allow it. */
    record TokenRefused(TokenFault fault) implements EnrolmentOutcome {}

    /** The device id belongs to a device with another key. */
    record DeviceTaken(DeviceName device) implements EnrolmentOutcome {}

    /** The key was revoked with the device's earlier identity and cannot come back. */
    record KeyRevoked(DeviceName device) implements EnrolmentOutcome {}

    /** The device has as many valid certificates as it may. */
    record TooManyCertificates(DeviceName device) implements EnrolmentOutcome {}

    /** The certificate request cannot be used. */
    record RequestUnusable(String detail) implements EnrolmentOutcome {}

    /** The device that renews is not, or no longer, enrolled. */
    record NotEnrolled(DeviceName device) implements EnrolmentOutcome {}
}
