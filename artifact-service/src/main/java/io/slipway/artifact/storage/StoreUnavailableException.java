package io.slipway.artifact.storage;

/** The object store cannot be reached, or answers that it cannot serve at present. Nothing was changed that a repetition would not put right. */
public final class StoreUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
