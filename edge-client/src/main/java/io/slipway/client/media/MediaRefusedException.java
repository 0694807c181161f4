package io.slipway.client.media;

import java.io.IOException;

/** The medium holds no bundle that can be used, or something that no bundle has. Looking again gives the same answer; the message says what it is. */
public final class MediaRefusedException extends IOException {

    private static final long serialVersionUID = 1L;

    public MediaRefusedException(String message) {
        super(message);
    }
}
