package io.slipway.artifact.publication;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Hands out the buffers in which parts are collected, and so bounds the memory of all uploads together. An upload that gets none waits: its client is slowed
 * down by TCP.
 */
public final class PartMemory {

    private static final int UNIT = 1 << 10;

    private final Semaphore units;
    private final Duration patience;

    /**
     * @param bytes for all buffers together
     * @param patience how long an upload waits for others to finish
     */
    public PartMemory(long bytes, Duration patience) {
        this.units = new Semaphore(Math.toIntExact(bytes / UNIT), true);
        this.patience = patience;
    }

    /**
     * Buffers of this size, to be closed by the caller.
     *
     * @throws UploadRefusedException with {@code NoMemory} if none become free in time
     */
    Buffers take(int size, int count) {
        int needed = Math.ceilDiv(size, UNIT) * count;
        try {
            if (!units.tryAcquire(needed, patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new UploadRefusedException(new UploadRefusal.NoMemory());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UploadRefusedException(new UploadRefusal.NoMemory());
        }
        return new Buffers(size, count, needed);
    }

    /** Bytes that are free now. */
    public long free() {
        return (long) units.availablePermits() * UNIT;
    }

    /** The buffers of one upload. Only one thread uses them at a time. */
    final class Buffers implements AutoCloseable {

        private final int taken;
        private final int size;
        private final byte[][] all;
        private int current;

        private Buffers(int size, int count, int taken) {
            this.size = size;
            this.all = new byte[count][0];
            this.taken = taken;
        }

        /** The buffer to be filled; grows to {@code needed} bytes, so that small artifacts take little memory. */
        byte[] filling(int needed) {
            byte[] filling = all[current];
            if (filling.length < needed) {
                all[current] = Arrays.copyOf(filling, Math.min(size, Math.max(needed, filling.length * 4)));
            }
            return all[current];
        }

        /** Goes on with the buffer that was filled longest ago. */
        void turn() {
            current = (current + 1) % all.length;
        }

        @Override
        public void close() {
            units.release(taken);
        }
    }
}
