package io.slipway.client.bootloader;

/** The boot environment is damaged or out of reach. The message says how. */
public final class BootEnvironmentException extends Exception {

    private static final long serialVersionUID = 1L;

    public BootEnvironmentException(String message) {
        super(message);
    }

    public BootEnvironmentException(String message, Throwable cause) {
        super(message, cause);
    }
}
