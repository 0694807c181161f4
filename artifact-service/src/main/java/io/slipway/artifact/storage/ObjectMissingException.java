package io.slipway.artifact.storage;

/** What was asked for is not in the object store (an object, a bucket or a multipart upload). */
public final class ObjectMissingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ObjectMissingException(String message, Throwable cause) {
        super(message, cause);
    }
}
