package io.slipway.client.component;

/** A handler did not do what it was asked for. The message says why, for the operator. */
public final class HandlerException extends Exception {

    private static final long serialVersionUID = 1L;

    public HandlerException(String message) {
        super(message);
    }

    public HandlerException(String message, Throwable cause) {
        super(message, cause);
    }
}
