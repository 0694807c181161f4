package io.slipway.client.download;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import io.slipway.payload.apply.PayloadSource;

/**
 * Reads ahead on a thread of its own, so that the network works while blobs are hashed, decoded and written. Bounded to {@value #CHUNKS} chunks of
 * {@value #CHUNK_BYTES} bytes, which are used again and again. A connection that delivers nothing for the given time counts as broken.
 */
public final class ReadAheadPayloadSource implements PayloadSource {

    private static final int CHUNKS = 16;
    private static final int CHUNK_BYTES = 128 * 1024;

    private final PayloadSource source;
    private final Duration stall;

    /** @param stall longest silence of an open connection */
    public ReadAheadPayloadSource(PayloadSource source, Duration stall) {
        this.source = source;
        this.stall = stall;
    }

    @Override
    public InputStream open(long offset) throws IOException {
        return new ReadAhead(source.open(offset), stall);
    }

    /** A chunk that came, the end, or the failure that came instead. */
    private record Arrival(ByteBuffer bytes, @Nullable IOException failure) {

        boolean isEnd() {
            return failure == null && !bytes.hasRemaining();
        }
    }

    private static final class ReadAhead extends InputStream {

        private final InputStream connection;
        private final Duration stall;
        private final BlockingQueue<Arrival> arrived = new ArrayBlockingQueue<>(CHUNKS);
        private final BlockingQueue<byte[]> free = new ArrayBlockingQueue<>(CHUNKS);
        private final Thread reader;
        private @Nullable Arrival current;

        ReadAhead(InputStream connection, Duration stall) {
            this.connection = connection;
            this.stall = stall;
            for (int i = 0; i < CHUNKS - 1; i++) {
                free.add(new byte[CHUNK_BYTES]);
            }
            this.reader = Thread.ofPlatform().daemon().name("read-ahead").start(this::readAhead);
        }

        private void readAhead() {
            try {
                arrived.put(readAll());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // closed by the one who reads
            }
        }

        private Arrival readAll() throws InterruptedException {
            ByteBuffer nothing = ByteBuffer.allocate(0);
            try {
                while (true) {
                    byte[] chunk = free.take();
                    int read = connection.read(chunk);
                    if (read < 0) {
                        return new Arrival(nothing, null);
                    }
                    arrived.put(new Arrival(ByteBuffer.wrap(chunk, 0, read), null));
                }
            } catch (IOException e) {
                return new Arrival(nothing, e);
            }
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int count) throws IOException {
            Arrival arrival = arrival();
            if (arrival.failure() != null) {
                throw new IOException(arrival.failure().getMessage(), arrival.failure());
            }
            if (arrival.isEnd()) {
                return -1;
            }
            int read = Math.min(count, arrival.bytes().remaining());
            arrival.bytes().get(buffer, offset, read);
            return read;
        }

        /** The arrival to take from: the current one while it has bytes, or while it is the last. */
        private Arrival arrival() throws IOException {
            if (current != null
                    && (current.bytes().hasRemaining() || current.bytes().capacity() == 0)) {
                return current;
            }
            try {
                if (current != null) {
                    free.add(current.bytes().array());
                }
                Arrival next = arrived.poll(stall.toMillis(), TimeUnit.MILLISECONDS);
                if (next == null) {
                    current = null;
                    throw new IOException("the connection delivered nothing for " + stall.toSeconds() + " s");
                }
                current = next;
                return next;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while reading a payload");
            }
        }

        @Override
        public void close() throws IOException {
            reader.interrupt();
            connection.close();
        }
    }
}
