package io.slipway.client.link;

/** The gateway was not reached, or answered something that the contract does not have. The message says which. */
public final class LinkException extends Exception {

    private static final long serialVersionUID = 1L;

    public LinkException(String message) {
        super(message);
    }

    public LinkException(String message, Throwable cause) {
        super(
                message + ": " + (cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage()),
                cause);
    }
}
