package io.slipway.client.download;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

import org.jspecify.annotations.Nullable;

import io.slipway.payload.apply.PayloadSource;

/**
 * Goes on with the connection that is open where the next reader begins where the last one ended: index, preamble and blobs come in one request. One reader
 * at a time; not thread-safe.
 */
public final class ContinuingPayloadSource implements PayloadSource, Closeable {

    private final PayloadSource source;
    private @Nullable InputStream connection;
    private long position;

    /** A source that asks {@code source} as seldom as possible. */
    public ContinuingPayloadSource(PayloadSource source) {
        this.source = source;
    }

    @Override
    public InputStream open(long offset) throws IOException {
        InputStream open = connection;
        if (open == null || offset != position) {
            close();
            open = source.open(offset);
            connection = open;
            position = offset;
        }
        return new Reader(open);
    }

    @Override
    public void close() throws IOException {
        InputStream open = connection;
        connection = null;
        if (open != null) {
            open.close();
        }
    }

    /** Counts what is read; closing it leaves the connection open. */
    private final class Reader extends FilterInputStream {

        Reader(InputStream connection) {
            super(connection);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            position += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            position += Math.max(0, read);
            return read;
        }

        @Override
        public long skip(long bytes) throws IOException {
            long skipped = super.skip(bytes);
            position += skipped;
            return skipped;
        }

        @Override
        public void close() {
            // The next reader may go on here.
        }
    }
}
