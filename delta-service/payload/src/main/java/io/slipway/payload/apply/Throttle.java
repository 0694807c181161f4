package io.slipway.payload.apply;

import java.io.IOException;

/** Decides when the next bytes may be read from the source. */
@FunctionalInterface
public interface Throttle {

    /** Lets everything through at once. */
    Throttle NONE = bytes -> {};

    /**
     * Returns when {@code bytes} more bytes of the payload may be read; may block.
     *
     * @throws IOException to stop applying, for example {@link java.io.InterruptedIOException}; what is written by then is made durable and reported
     */
    void admit(int bytes) throws IOException;
}
