package io.slipway.payload.script;

import java.io.IOException;
import java.io.InputStream;

/** A part of some bytes as a stream; what cannot be read comes as anything, and the decoder will find it damaged. */
final class PackedStream extends InputStream {

    private final SourceBytes bytes;
    private final byte[] one = new byte[1];
    private long position;
    private long remaining;

    PackedStream(SourceBytes bytes, long position, long length) {
        this.bytes = bytes;
        this.position = position;
        this.remaining = length;
    }

    @Override
    public int read() throws IOException {
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (remaining == 0) {
            return -1;
        }
        int read = (int) Math.min(length, remaining);
        bytes.read(position, buffer, offset, read);
        position += read;
        remaining -= read;
        return read;
    }
}
