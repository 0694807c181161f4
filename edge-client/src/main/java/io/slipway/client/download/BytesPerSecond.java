package io.slipway.client.download;

import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;

import io.slipway.client.time.MonotonicTime;
import io.slipway.payload.apply.Throttle;

/**
 * Lets so many bytes through per second, however many threads ask: each takes its turn behind all that were admitted before. What was not used is saved
 * for a quarter of a second at most, so a pause is not followed by a rush.
 *
 * <p>Algorithm: virtual scheduling (ITU-T I.371, annex A). An interrupt ends the waiting.
 */
public final class BytesPerSecond implements Throttle {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long SAVED = SECOND / 4;

    private final long rate;
    private final MonotonicTime time;
    private long nextTurn;

    /** @param rate bytes per second, at least 1 */
    public BytesPerSecond(long rate, MonotonicTime time) {
        if (rate < 1) {
            throw new IllegalArgumentException("Nothing gets through at " + rate + " bytes per second");
        }
        this.rate = rate;
        this.time = time;
        this.nextTurn = time.nanos() - SAVED;
    }

    @Override
    public void admit(int bytes) throws InterruptedIOException {
        long turn = turnOf(bytes);
        try {
            for (long wait = turn - time.nanos(); wait > 0; wait = turn - time.nanos()) {
                time.pause(wait);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a download was held back");
        }
    }

    /** When {@code bytes} more have their turn; those that come later come after them. */
    private synchronized long turnOf(int bytes) {
        long earliest = time.nanos() - SAVED;
        long from = nextTurn - earliest > 0 ? nextTurn : earliest;
        nextTurn = from + bytes * SECOND / rate;
        return nextTurn;
    }
}
