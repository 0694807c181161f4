package io.slipway.payload.script;

import java.io.IOException;

/** Bytes that can be read at any position: an image, or one that is unpacked on the way. */
public interface SourceBytes {

    /**
     * Reads bytes.
     *
     * @param offset first byte; all are inside
     * @return false if what is packed there cannot be unpacked; the buffer then holds anything
     * @throws IOException if the device fails
     */
    boolean read(long offset, byte[] buffer, int from, int length) throws IOException;
}
