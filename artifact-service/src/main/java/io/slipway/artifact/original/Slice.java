package io.slipway.artifact.original;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;

import io.slipway.payload.apply.WritableTarget;

/** A target that passes a part of an image on and ends the work with {@link CompleteException} after the part's last byte. */
final class Slice implements WritableTarget {

    private final long capacity;
    private final OutputStream out;
    private final BooleanSupplier isGone;
    private long next;
    private long left;

    /**
     * A target for an image of {@code capacity} bytes.
     *
     * @param first the first byte to pass on
     * @param length how many bytes
     * @param isGone whether nobody reads any more
     */
    Slice(long capacity, long first, long length, OutputStream out, BooleanSupplier isGone) {
        this.capacity = capacity;
        this.out = out;
        this.isGone = isGone;
        this.next = first;
        this.left = length;
    }

    @Override
    public long capacity() {
        return capacity;
    }

    @Override
    public void write(long position, ByteBuffer buffer) throws IOException {
        if (isGone.getAsBoolean()) {
            throw new IOException("Nobody reads the image any more");
        }
        int skipped = (int) (next - position);
        int count = (int) Math.min(buffer.remaining() - skipped, left);
        out.write(buffer.array(), buffer.arrayOffset() + buffer.position() + skipped, count);
        next += count;
        left -= count;
        if (left == 0) {
            throw new CompleteException();
        }
    }

    @Override
    public void force() {
        // Nothing that has to survive a loss of power.
    }

    /** Everything that was wanted is written. */
    static final class CompleteException extends IOException {

        private static final long serialVersionUID = 1L;
    }
}
