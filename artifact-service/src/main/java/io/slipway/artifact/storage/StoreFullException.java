package io.slipway.artifact.storage;

/** The object store has no room left, or the bucket's quota is used up. */
public final class StoreFullException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StoreFullException(String message, Throwable cause) {
        super(message, cause);
    }
}
