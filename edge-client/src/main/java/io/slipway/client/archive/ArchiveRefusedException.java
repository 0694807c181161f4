package io.slipway.client.archive;

/** An archive is malformed or has something that is not taken. The message is one sentence that says what and where. */
public final class ArchiveRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    public ArchiveRefusedException(String message) {
        super(message);
    }
}
