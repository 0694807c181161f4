package io.slipway.client.time;

import java.util.concurrent.TimeUnit;

/** A clock that nobody sets, and waiting by it. Safe for use by several threads. */
public interface MonotonicTime {

    /** The system's. */
    MonotonicTime SYSTEM = new MonotonicTime() {

        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void pause(long nanos) throws InterruptedException {
            TimeUnit.NANOSECONDS.sleep(nanos);
        }
    };

    /** Nanoseconds from some moment on; only differences mean anything. */
    long nanos();

    /** Blocks for about {@code nanos} nanoseconds, perhaps less. */
    void pause(long nanos) throws InterruptedException;
}
