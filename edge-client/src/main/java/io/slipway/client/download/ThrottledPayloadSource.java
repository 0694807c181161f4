package io.slipway.client.download;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

import io.slipway.payload.apply.PayloadSource;
import io.slipway.payload.apply.Throttle;

/**
 * Hands on the bytes of any other source when a throttle has admitted them: those of the index as well as those of blobs, and those that are read again.
 * At most {@value #CHUNK_BYTES} bytes are taken from the source before the throttle is asked.
 */
public final class ThrottledPayloadSource implements PayloadSource {

    /** Small, so that even on a trickle the reader hears of every few seconds. */
    private static final int CHUNK_BYTES = 4096;

    private final PayloadSource source;
    private final Throttle throttle;

    public ThrottledPayloadSource(PayloadSource source, Throttle throttle) {
        this.source = source;
        this.throttle = throttle;
    }

    @Override
    public InputStream open(long offset) throws IOException {
        return new Throttled(source.open(offset));
    }

    private final class Throttled extends FilterInputStream {

        Throttled(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            if (read >= 0) {
                throttle.admit(1);
            }
            return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int count) throws IOException {
            int read = super.read(buffer, offset, Math.min(count, CHUNK_BYTES));
            if (read > 0) {
                throttle.admit(read);
            }
            return read;
        }

        @Override
        public long skip(long bytes) throws IOException {
            long skipped = super.skip(Math.min(bytes, CHUNK_BYTES));
            if (skipped > 0) {
                throttle.admit((int) skipped);
            }
            return skipped;
        }
    }
}
