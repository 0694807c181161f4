package io.slipway.payload.script;

import java.io.EOFException;
import java.io.InputStream;
import java.util.Objects;

/** The compressed bytes of one stream, one segment of a blob after the other. It ends with an exception, because no stream ends inside a group. */
final class SegmentInput extends InputStream {

    private byte[] bytes = {};
    private int at;
    private int end;

    void set(byte[] blob, int from, int length) {
        bytes = blob;
        at = from;
        end = from + length;
    }

    int remaining() {
        return end - at;
    }

    @Override
    public int read() throws EOFException {
        requireMore();
        return bytes[at++] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws EOFException {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        if (length == 0) {
            return 0;
        }
        requireMore();
        int read = Math.min(length, end - at);
        System.arraycopy(bytes, at, buffer, offset, read);
        at += read;
        return read;
    }

    private void requireMore() throws EOFException {
        if (at == end) {
            throw new EOFException("a stream ends early");
        }
    }
}
