package io.slipway.artifact.publication;

import java.time.Duration;
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
     * Two buffers of this size, to be closed by the caller.
     *
     * @throws UploadRefusedException with {@code NoMemory} if none become free in time
     */
    Buffers take(int partSize) {
        int needed = Math.ceilDiv(partSize, UNIT) * UploadLimits.BUFFERS;
        try {
            if (!units.tryAcquire(needed, patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new UploadRefusedException(new UploadRefusal.NoMemory());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UploadRefusedException(new UploadRefusal.NoMemory());
        }
        return new Buffers(partSize, needed);
    }

    /** Bytes that are free now. */
    public long free() {
        return (long) units.availablePermits() * UNIT;
    }

    /** The buffers of one upload. Only one thread uses them at a time. */
    final class Buffers implements AutoCloseable {

        private final int taken;
        private final int size;
        private byte[] filling;
        private byte[] other;

        private Buffers(int size, int taken) {
            this.size = size;
            this.taken = taken;
            this.filling = new byte[0];
            this.other = new byte[0];
        }

        /** The buffer to be filled; grows to {@code needed} bytes, so that small artifacts take little memory. */
        byte[] filling(int needed) {
            if (filling.length < needed) {
                byte[] larger = new byte[Math.min(size, Math.max(needed, filling.length * 4))];
                System.arraycopy(filling, 0, larger, 0, filling.length);
                filling = larger;
            }
            return filling;
        }

        /** Exchanges the buffers. */
        void swap() {
            byte[] filled = filling;
            filling = other;
            other = filled;
        }

        @Override
        public void close() {
            units.release(taken);
        }
    }
}
