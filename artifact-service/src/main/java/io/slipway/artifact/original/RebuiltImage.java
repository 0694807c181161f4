package io.slipway.artifact.original;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

import io.slipway.payload.apply.ApplyListener;
import io.slipway.payload.apply.PayloadApplier;
import io.slipway.payload.apply.PayloadSource;
import io.slipway.payload.apply.Throttle;
import io.slipway.payload.index.PayloadIndex;
import io.slipway.payload.index.PayloadRefusedException;

/**
 * An image that is made from its full payload while it is written.
 *
 * <p>Each range is compared with the digest in the authentic index before a byte of it goes out: what a damaged store gives ends the writing.
 */
public final class RebuiltImage implements AutoCloseable {

    private final PayloadIndex index;
    private final PayloadSource payload;
    private final Runnable release;
    private final AtomicBoolean isClosed = new AtomicBoolean();

    RebuiltImage(PayloadIndex index, PayloadSource payload, Runnable release) {
        this.index = index;
        this.payload = payload;
        this.release = release;
    }

    /**
     * Writes a part of the image, from the group of ranges on that holds its first byte; blocks.
     *
     * @param first the first byte
     * @param length how many bytes, at least 1; all of them are in the image
     * @param isGone whether nobody reads any more; asked before each range
     * @throws PayloadRefusedException if the payload is not what its index says; what was written before is right
     * @throws IOException if the payload cannot be read, {@code out} fails, or nobody reads any more
     */
    public void write(long first, long length, OutputStream out, BooleanSupplier isGone)
            throws IOException, PayloadRefusedException {
        Slice slice = new Slice(index.targetLength(), first, length, out, isGone);
        try {
            new PayloadApplier(index, payload, slice, Long.MAX_VALUE, Throttle.NONE)
                    .apply(index.rangeAt(first), ApplyListener.NOBODY);
        } catch (Slice.CompleteException e) {
            // The rest of the image is not wanted.
        }
    }

    /** Gives its place to another image; again, and nothing happens. */
    @Override
    public void close() {
        if (isClosed.compareAndSet(false, true)) {
            release.run();
        }
    }
}
