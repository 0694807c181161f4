package io.slipway.payload.apply;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

import io.slipway.payload.index.Operation.Data;
import io.slipway.payload.index.Operation.Zero;
import io.slipway.payload.index.PayloadIndex;
import io.slipway.payload.index.PayloadRefusedException;
import io.slipway.payload.index.Refusal;
import io.slipway.payload.index.TargetRange;

/**
 * Writes the image that a payload holds to a target, front to back.
 *
 * <p>Every blob is compared with its digest before it is decoded, every range before it is written. What is written is made durable every so many bytes
 * and reported then, so that a later call goes on from there. It holds two buffers of one range. One call at a time; blocks.
 */
public final class PayloadApplier {

    /** Target bytes between two calls of {@link WritableTarget#force} that suit most devices: 16 MiB. */
    public static final long DEFAULT_FORCE_EVERY = 16L << 20;

    private final PayloadIndex index;
    private final PayloadSource source;
    private final WritableTarget target;
    private final long forceEvery;
    private final Throttle throttle;

    /**
     * An applier for one payload and one target.
     *
     * @param forceEvery target bytes after which {@link WritableTarget#force} is called and {@link ApplyListener#durable} told; at least 1
     */
    public PayloadApplier(
            PayloadIndex index, PayloadSource source, WritableTarget target, long forceEvery, Throttle throttle) {
        if (forceEvery < 1) {
            throw new IllegalArgumentException("forceEvery is " + forceEvery);
        }
        this.index = index;
        this.source = source;
        this.target = target;
        this.forceEvery = forceEvery;
        this.throttle = throttle;
    }

    /**
     * Writes all ranges from {@code fromRange} on. When it returns, all of them are durable and {@link ApplyListener#durable} was told so. When it
     * throws, what was written before is durable and was reported, unless the target itself failed.
     *
     * @param fromRange number of ranges that an earlier call reported durable, 0 to begin
     * @throws PayloadRefusedException if the payload is refused; the range concerned was not written
     * @throws IOException if source, target or listener fail; a call with the last durable range goes on
     */
    public void apply(int fromRange, ApplyListener listener) throws IOException, PayloadRefusedException {
        if (fromRange < 0 || fromRange > index.rangeCount()) {
            throw new IllegalArgumentException("range " + fromRange + " of " + index.rangeCount());
        }
        if (target.capacity() < index.targetLength()) {
            throw new PayloadRefusedException(new Refusal.TargetTooSmall(index.targetLength(), target.capacity()));
        }
        Advance advance = new Advance(fromRange, listener);
        try (InputStream blobs = openBlobs(fromRange)) {
            writeRanges(advance, blobs);
        } catch (IOException | PayloadRefusedException e) {
            try {
                advance.settle();
            } catch (IOException alsoFailed) {
                e.addSuppressed(alsoFailed);
            }
            throw e;
        }
        advance.settle();
    }

    private InputStream openBlobs(int fromRange) throws IOException {
        long offset = index.blobsFrom(fromRange);
        return offset < index.payloadLength() ? source.open(offset) : InputStream.nullInputStream();
    }

    private void writeRanges(Advance advance, InputStream blobs) throws IOException, PayloadRefusedException {
        RangeDecoder decoder = new RangeDecoder(index);
        for (int number = advance.written; number < index.rangeCount(); number++) {
            TargetRange range = index.range(number);
            int blobLength = blobLength(range);
            if (blobLength > 0) {
                throttle.admit(blobLength);
            }
            ByteBuffer content = decoder.decode(range, blobs);
            target.write(range.offset(), content);
            advance.wrote(range, blobLength);
        }
    }

    private static int blobLength(TargetRange range) {
        return switch (range.operation()) {
            case Zero() -> 0;
            case Data data -> data.blobLength();
        };
    }

    /** How far one call has come. */
    private final class Advance {

        private final ApplyListener listener;
        private int written;
        private long payloadBytes;
        private long notDurable;

        Advance(int fromRange, ApplyListener listener) {
            this.written = fromRange;
            this.listener = listener;
        }

        void wrote(TargetRange range, int blobLength) throws IOException {
            written = range.number() + 1;
            payloadBytes += blobLength;
            notDurable += range.length();
            listener.written(range.offset() + range.length(), payloadBytes);
            if (notDurable >= forceEvery) {
                settle();
            }
        }

        /** Makes what was written durable and tells; does nothing if everything is. */
        void settle() throws IOException {
            if (notDurable > 0) {
                target.force();
                notDurable = 0;
                listener.durable(written);
            }
        }
    }
}
