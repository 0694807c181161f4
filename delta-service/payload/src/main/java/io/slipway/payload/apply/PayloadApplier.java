package io.slipway.payload.apply;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.slipway.payload.apply.RangesAhead.Made;
import io.slipway.payload.index.PayloadIndex;
import io.slipway.payload.index.PayloadRefusedException;
import io.slipway.payload.index.Refusal;
import io.slipway.payload.index.SourceImage;
import io.slipway.payload.index.TargetRange;

/**
 * Writes the image that a payload makes to a target, front to back.
 *
 * <p>Every blob is compared with its digest before it is decoded, every range before it is written. What is written is made durable every so many bytes
 * and reported then, so that a later call goes on from there. One call at a time; blocks. The payload and the source are read on another thread than the
 * target is written.
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
        WrittenRanges written = new WrittenRanges(fromRange);
        try (BlobReader blobs = new BlobReader(index, payload, throttle);
                RangeDecoder decoder = decoder(blobs, written);
                RangesAhead ranges = new RangesAhead(index, blobs, decoder, written);
                Run run = new Run(ranges, written, advance)) {
            run.writeRanges(fromRange);
        }
    }

    private RangeDecoder decoder(BlobReader blobs, WrittenRanges written) throws IOException, PayloadRefusedException {
        Optional<SourceImage> source = index.source();
        if (source.isEmpty()) {
            return new FullDecoder(index, blobs);
        }
        long expected = source.get().length();
        long actual = from.isPresent() ? from.get().image().capacity() : 0;
        if (from.isEmpty() || actual < expected) {
            throw new PayloadRefusedException(new Refusal.WrongSource(expected, actual));
        }
        return DeltaDecoder.open(index, payload, from.get().withWritten(written::reading), blobs);
    }

    /** One call of {@link #apply}. */
    private final class Run implements Closeable {

        private final RangesAhead ranges;
        private final WrittenRanges written;
        private final Advance advance;
        private @Nullable Healer healer;

        Run(RangesAhead ranges, WrittenRanges written, Advance advance) {
            this.ranges = ranges;
            this.written = written;
            this.advance = advance;
        }

        /** Makes what was written before a failure durable while everything is open still. */
        void writeRanges(int first) throws IOException, PayloadRefusedException {
            try {
                writeEach(first);
            } catch (IOException | PayloadRefusedException e) {
                // A channel does not do anything for a thread that is interrupted.
                boolean interrupted = Thread.interrupted();
                try {
                    advance.settle();
                } catch (IOException alsoFailed) {
                    e.addSuppressed(alsoFailed);
                }
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
                throw e;
            }
            advance.settle();
        }

        /** Ranges of the same group before the first are made, for the streams go on from there, and not written. */
        private void writeEach(int first) throws IOException, PayloadRefusedException {
            for (int number = index.groupOf(first); number < index.rangeCount(); number++) {
                Made made = ranges.take(number);
                if (number >= first) {
                    write(made);
                    written.wrote(number);
                }
            }
        }

        private void write(Made made) throws IOException, PayloadRefusedException {
            TargetRange range = made.range();
            if (!made.content().isRight(range)) {
                heal(range, made.content());
            }
            target.write(range.offset(), ByteBuffer.wrap(made.content().bytes(), 0, range.length()));
            advance.wrote(range, made.payloadBytes() + (healer == null ? 0 : healer.bytesRead()));
        }

        private void heal(TargetRange range, RangeContent content) throws IOException, PayloadRefusedException {
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
