package io.slipway.payload.script;

import java.io.IOException;

/** What scripts copy from: the source image with its packed pieces unpacked and, behind that, once more as it is. */
public interface SourceBytes {

    /** Bytes that can be copied from. */
    long length();

    /**
     * Reads bytes of the source.
     *
     * @param offset first byte; all are inside
     * @return false if the source is not what it was when the payload was made, and cannot be read here; the buffer then holds anything
     * @throws IOException if the device fails
     */
    boolean read(long offset, byte[] buffer, int from, int length) throws IOException;
}
