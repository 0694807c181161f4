package io.slipway.client.download;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.slipway.client.log.EventLog;
import io.slipway.payload.apply.PayloadSource;

/**
 * Makes one unbroken stream of connections that break: after a failure it waits and goes on at the last byte that it got. It gives up after so many
 * failures in a row without a single byte between them.
 */
public final class ResumingPayloadSource implements PayloadSource {

    private final PayloadSource source;
    private final long length;
    private final Backoff backoff;
    private final int attempts;
    private final EventLog log;

    /**
     * @param source may fail at any byte
     * @param length bytes of the payload, from signed metadata
     * @param attempts failures in a row after which to give up, at least 1
     */
    public ResumingPayloadSource(PayloadSource source, long length, Backoff backoff, int attempts, EventLog log) {
        this.source = source;
        this.length = length;
        this.backoff = backoff;
        this.attempts = attempts;
        this.log = log;
    }

    @Override
    public InputStream open(long offset) {
        return new Resuming(offset);
    }

    private final class Resuming extends InputStream {

        private long position;
        private int failures;
        private @Nullable InputStream connection;

        Resuming(long offset) {
            this.position = offset;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int count) throws IOException {
            while (position < length && count > 0) {
                try {
                    if (connection == null) {
                        connection = source.open(position);
                    }
                    int read = connection.read(buffer, offset, (int) Math.min(count, length - position));
                    if (read > 0) {
                        position += read;
                        failures = 0;
                        return read;
                    }
                    throw new IOException("the connection ended after " + position + " of " + length + " bytes");
                } catch (DownloadRefusedException | InterruptedIOException e) {
                    throw e;
                } catch (IOException e) {
                    recover(e);
                }
            }
            return count == 0 ? 0 : -1;
        }

        private void recover(IOException failure) throws IOException {
            close();
            failures++;
            if (failures >= attempts) {
                throw new IOException(
                        "gave up at byte %d after %d failures in a row, the last: %s"
                                .formatted(position, failures, failure),
                        failure);
            }
            Duration pause = backoff.pause(failures - 1);
            log.warn(
                    "download interrupted",
                    "position",
                    position,
                    "length",
                    length,
                    "cause",
                    failure,
                    "retryMs",
                    pause.toMillis());
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while waiting to go on with a download");
            }
        }

        @Override
        public void close() {
            InputStream open = connection;
            connection = null;
            if (open != null) {
                try {
                    open.close();
                } catch (IOException e) {
                    log.info("a broken connection did not close cleanly", "cause", e);
                }
            }
        }
    }
}
