package io.slipway.payload.apply;

import java.io.EOFException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A target in memory that loses, when the power fails, what was not forced. Starts full of 0xA5. */
final class MemoryTarget implements TargetDevice {

    static final byte OLD = (byte) 0xA5;

    private final byte[] now;
    private final byte[] durable;
    private int forced;

    MemoryTarget(int capacity) {
        now = new byte[capacity];
        Arrays.fill(now, OLD);
        durable = now.clone();
    }

    void losePower() {
        System.arraycopy(durable, 0, now, 0, now.length);
    }

    byte[] content() {
        return now.clone();
    }

    int timesForced() {
        return forced;
    }

    @Override
    public long capacity() {
        return now.length;
    }

    @Override
    public void read(long position, ByteBuffer buffer) throws EOFException {
        if (position + buffer.remaining() > now.length) {
            throw new EOFException();
        }
        buffer.put(now, (int) position, buffer.remaining());
    }

    @Override
    public void write(long position, ByteBuffer buffer) {
        buffer.get(now, (int) position, buffer.remaining());
    }

    @Override
    public void force() {
        forced++;
        System.arraycopy(now, 0, durable, 0, now.length);
    }
}
