package io.slipway.client.provisioning;

/** What a new device is told makes no sense, or its network could not be set up. The message says what to mend. */
public final class ProvisioningRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    public ProvisioningRefusedException(String message) {
        super(message);
    }
}
