package io.slipway.payload.apply;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;

/** Which ranges are written: a range that is made on another thread may copy from all before it. */
final class WrittenRanges {

    /** Number of the range that is made; of the thread that makes it. */
    private int made;

    /** Ranges that are written; guarded by this. */
    private int written;

    /** @param written ranges that an earlier call wrote */
    WrittenRanges(int written) {
        this.written = written;
    }

    /** To be called on the thread that makes ranges, before each. */
    void making(int range) {
        made = range;
    }

    /** To be called on the thread that writes, after each. */
    synchronized void wrote(int range) {
        written = range + 1;
        notifyAll();
    }

    /** The target for the thread that makes ranges: before it is read, all ranges before the one that is made are written. */
    ReadableTarget reading(ReadableTarget target) {
        return new ReadableTarget() {
            @Override
            public long capacity() throws IOException {
                return target.capacity();
            }

            @Override
            public void read(long position, ByteBuffer buffer) throws IOException {
                awaitWritten();
                target.read(position, buffer);
            }
        };
    }

    private synchronized void awaitWritten() throws IOException {
        try {
            while (written < made) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted before range " + made + " was made");
        }
    }
}
