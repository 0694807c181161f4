package io.slipway.payload.apply;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;

import io.slipway.payload.index.PayloadIndex;
import io.slipway.payload.index.PayloadRefusedException;
import io.slipway.payload.index.TargetRange;

/**
 * Makes each range on a thread of its own while the one before is compared and written: a slow disk does not keep the processor waiting, nor the other way
 * round.
 *
 * <p>The thread begins with the first range, so it is as nice as the one that asks. For use by one thread.
 */
final class RangesAhead implements Closeable {

    private final PayloadIndex index;
    private final BlobReader blobs;
    private final RangeDecoder decoder;
    private final WrittenRanges written;

    /** The range that was taken last is in one of them, the next in the other. */
    private final RangeContent[] contents;

    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("ranges").daemon().factory());

    private @Nullable Future<Made> next;

    /** @param written as {@code decoder} reads it */
    RangesAhead(PayloadIndex index, BlobReader blobs, RangeDecoder decoder, WrittenRanges written) {
        this.index = index;
        this.blobs = blobs;
        this.decoder = decoder;
        this.written = written;
        this.contents = new RangeContent[] {new RangeContent(index), new RangeContent(index)};
    }

    /**
     * A range.
     *
     * @param content to be used until the next range is taken; not compared yet
     * @param payloadBytes bytes of blobs that were read by then
     */
    record Made(TargetRange range, RangeContent content, long payloadBytes) {}

    /**
     * Waits for a range, and begins the one behind it.
     *
     * @param number the first time any that begins a group, then each behind the one before
     */
    Made take(int number) throws IOException, PayloadRefusedException {
        Future<Made> begun = next;
        Made made = await(begun == null ? begin(number) : begun);
        next = number + 1 < index.rangeCount() ? begin(number + 1) : null;
        return made;
    }

    private Future<Made> begin(int number) {
        return thread.submit(() -> make(number));
    }

    private Made make(int number) throws IOException, PayloadRefusedException {
        TargetRange range = index.range(number);
        RangeContent content = contents[number % contents.length];
        written.making(number);
        content.make(range, decoder);
        return new Made(range, content, blobs.bytesRead());
    }

    private static Made await(Future<Made> made) throws IOException, PayloadRefusedException {
        try {
            return made.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a range was made");
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException failed -> throw failed;
                case PayloadRefusedException refused -> throw refused;
                case Error error -> throw error;
                case RuntimeException unexpected -> throw unexpected;
                case null, default -> throw new IllegalStateException(e.getCause());
            }
        }
    }

    /** Stops the thread, and waits for its end: what it uses can be closed then. */
    @Override
    public void close() {
        thread.shutdownNow();
        thread.close();
    }
}
