package io.slipway.client.provisioning;

/** The gateway refused to enrol the device, or what it answered does not fit the device's key. */
public final class EnrolmentRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    public EnrolmentRefusedException(String message) {
        super(message);
    }
}
