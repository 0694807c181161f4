package io.slipway.payload.apply;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A slot, disk or file that can be read at any position. */
public interface ReadableTarget {

    /** Bytes that the target has room for. */
    long capacity() throws IOException;

    /**
     * Reads bytes until {@code buffer} is full.
     *
     * @param position first byte in the target
     * @throws java.io.EOFException if the target ends before
     */
    void read(long position, ByteBuffer buffer) throws IOException;
}
