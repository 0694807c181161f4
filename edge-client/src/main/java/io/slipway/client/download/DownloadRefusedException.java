package io.slipway.client.download;

import java.io.IOException;

/** The server answered in a way that trying again does not change: the payload is not there, or it cannot be had in ranges. */
public final class DownloadRefusedException extends IOException {

    private static final long serialVersionUID = 1L;

    public DownloadRefusedException(String message) {
        super(message);
    }
}
