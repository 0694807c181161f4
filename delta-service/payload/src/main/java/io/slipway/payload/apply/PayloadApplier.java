package io.slipway.payload.apply;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.slipway.payload.index.PayloadIndex;
import io.slipway.payload.index.PayloadRefusedException;
import io.slipway.payload.index.Refusal;
import io.slipway.payload.index.SourceImage;
import io.slipway.payload.index.TargetRange;

/**
 * Writes the image that a payload makes to a target, front to back.
 *
 * <p>Every blob is compared with its digest before it is decoded, every range before it is written. What is written is made durable every so many bytes
 * and reported then, so that a later call goes on from there. One call at a time; blocks.
 */
public final class PayloadApplier {

    /** Target bytes between two calls of {@link WritableTarget#force} that suit most devices: 16 MiB. */
    public static final long DEFAULT_FORCE_EVERY = 16L << 20;

    private final PayloadIndex index;
    private final PayloadSource payload;
    private final Optional<DeltaSource> from;
    private final WritableTarget target;
    private final long forceEvery;
    private final Throttle throttle;

    /**
     * An applier for one full payload and one target.
     *
     * @param forceEvery target bytes after which {@link WritableTarget#force} is called and {@link ApplyListener#durable} told; at least 1
     */
    public PayloadApplier(
            PayloadIndex index, PayloadSource payload, WritableTarget target, long forceEvery, Throttle throttle) {
        this(index, payload, Optional.empty(), target, forceEvery, throttle);
    }

    /**
     * An applier for one payload and one target.
     *
     * @param from what a delta payload is applied to; not asked for anything by a full one
     */
    public PayloadApplier(
            PayloadIndex index,
            PayloadSource payload,
            Optional<DeltaSource> from,
            WritableTarget target,
            long forceEvery,
            Throttle throttle) {
        if (forceEvery < 1) {
            throw new IllegalArgumentException("forceEvery is " + forceEvery);
        }
        this.index = index;
        this.payload = payload;
        this.from = from;
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
     * @throws IOException if payload, source, target or listener fail; a call with the last durable range goes on
     */
    public void apply(int fromRange, ApplyListener listener) throws IOException, PayloadRefusedException {
        if (fromRange < 0 || fromRange > index.rangeCount()) {
            throw new IllegalArgumentException("range " + fromRange + " of " + index.rangeCount());
        }
        if (target.capacity() < index.targetLength()) {
            throw new PayloadRefusedException(new Refusal.TargetTooSmall(index.targetLength(), target.capacity()));
        }
        Advance advance = new Advance(fromRange, listener);
        try (BlobReader blobs = new BlobReader(index, payload, throttle);
                RangeDecoder decoder = decoder(blobs);
                Run run = new Run(decoder, blobs, advance)) {
            run.writeRanges(fromRange);
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

    private RangeDecoder decoder(BlobReader blobs) throws IOException, PayloadRefusedException {
        Optional<SourceImage> source = index.source();
        if (source.isEmpty()) {
            return new FullDecoder(index, blobs);
        }
        long expected = source.get().length();
        long actual = from.isPresent() ? from.get().image().capacity() : 0;
        if (from.isEmpty() || actual < expected) {
            throw new PayloadRefusedException(new Refusal.WrongSource(expected, actual));
        }
        return DeltaDecoder.open(index, payload, from.get(), blobs);
    }

    /** One call of {@link #apply}. */
    private final class Run implements Closeable {

        private final RangeDecoder decoder;
        private final BlobReader blobs;
        private final Advance advance;
        private final RangeContent content = new RangeContent(index);
        private @Nullable Healer healer;

        Run(RangeDecoder decoder, BlobReader blobs, Advance advance) {
            this.decoder = decoder;
            this.blobs = blobs;
            this.advance = advance;
        }

        /** Ranges of the same group before the first are made, for the streams go on from there, and not written. */
        void writeRanges(int first) throws IOException, PayloadRefusedException {
            for (int number = index.groupOf(first); number < index.rangeCount(); number++) {
                TargetRange range = index.range(number);
                content.make(range, decoder);
                if (number >= first) {
                    if (!content.isRight(range)) {
                        heal(range);
                    }
                    target.write(range.offset(), ByteBuffer.wrap(content.bytes(), 0, range.length()));
                    advance.wrote(range, blobs.bytesRead() + (healer == null ? 0 : healer.bytesRead()));
                }
            }
        }

        private void heal(TargetRange range) throws IOException, PayloadRefusedException {
            Optional<FullPayload> full = from.flatMap(DeltaSource::full);
            if (index.source().isEmpty()) {
                content.requireRight(range);
            }
            if (full.isEmpty()) {
                throw new PayloadRefusedException(new Refusal.SourceModified(range.number()));
            }
            Healer here = healer == null ? Healer.of(index, full.get(), throttle) : healer;
            healer = here;
            here.read(range.offset(), content.bytes(), range.length());
            content.requireRight(range);
            advance.listener.healed(range.offset(), range.length());
        }

        @Override
        public void close() throws IOException {
            Healer here = healer;
            if (here != null) {
                here.close();
            }
        }
    }

    /** How far one call has come. */
    private final class Advance {

        private final ApplyListener listener;
        private int written;
        private long notDurable;

        Advance(int fromRange, ApplyListener listener) {
            this.written = fromRange;
            this.listener = listener;
        }

        void wrote(TargetRange range, long payloadBytes) throws IOException {
            written = range.number() + 1;
            notDurable += range.length();
            listener.written(range.end(), payloadBytes);
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
