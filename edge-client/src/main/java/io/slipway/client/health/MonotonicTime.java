package io.slipway.client.health;

/** Time that nobody sets. */
public interface MonotonicTime {

    /** The system's. */
    MonotonicTime SYSTEM = new MonotonicTime() {

        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void pause(long nanos) throws InterruptedException {
            Thread.sleep(nanos / 1_000_000, (int) (nanos % 1_000_000));
        }
    };

    /** Nanoseconds from some moment on; only differences mean anything. */
    long nanos();

    /** Returns after about {@code nanos} nanoseconds. */
    void pause(long nanos) throws InterruptedException;
}
