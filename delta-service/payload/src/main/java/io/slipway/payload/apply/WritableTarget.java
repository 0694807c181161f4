package io.slipway.payload.apply;

import java.io.IOException;
import java.nio.ByteBuffer;

/** What an image is written to. Called by one thread at a time, in ascending order of positions. */
public interface WritableTarget {

    /** Bytes that the target has room for. */
    long capacity() throws IOException;

    /**
     * Writes all remaining bytes of {@code buffer}.
     *
     * @param position first byte in the target
     */
    void write(long position, ByteBuffer buffer) throws IOException;

    /** Returns when everything written so far survives a loss of power. */
    void force() throws IOException;
}
