package io.slipway.payload.apply;

import java.io.IOException;

/** Thrown where authentic bytes are no Zstandard frame, or one that wants too much memory. */
final class UndecodableFrameException extends IOException {

    private static final long serialVersionUID = 1L;

    UndecodableFrameException(Exception cause) {
        super(String.valueOf(cause.getMessage()), cause);
    }
}
