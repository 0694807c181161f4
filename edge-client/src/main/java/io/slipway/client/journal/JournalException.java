package io.slipway.client.journal;

import java.io.IOException;

/** A journal could not be read or made durable. The client stops then: it acts on nothing that it could forget. */
public final class JournalException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public JournalException(String message, IOException cause) {
        super(message + ": " + cause.getMessage(), cause);
    }
}
