package io.slipway.payload.create;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A bounded number of ranges under way on a bounded number of threads; they leave in the order in which they came.
 *
 * <p>Used by one thread. Memory: two buffers of one range and a compression context for each thread and two more.
 */
final class RangePipeline implements Closeable {

    private final ExecutorService pool;
    private final List<RangeEncoder> all = new ArrayList<>();
    private final Deque<RangeEncoder> free = new ArrayDeque<>();
    private final Deque<Future<RangeEncoder>> underWay = new ArrayDeque<>();

    RangePipeline(CreationSettings settings) {
        pool = Executors.newFixedThreadPool(
                settings.threads(),
                Thread.ofPlatform().daemon().name("payload-create-", 0).factory());
        for (int i = 0; i < settings.threads() + 2; i++) {
            all.add(new RangeEncoder(settings.rangeSize(), settings.level()));
        }
        free.addAll(all);
    }

    /** Whether another range may be submitted now; if not, {@link #next} has to be called first. */
    boolean hasRoom() {
        return !free.isEmpty();
    }

    /** An encoder to be filled and submitted. */
    RangeEncoder vacant() {
        return free.getFirst();
    }

    /** Encodes the range that {@link #vacant} was filled with. */
    void submit() {
        underWay.addLast(pool.submit(free.removeFirst()));
    }

    /** The oldest range under way, encoded; waits for it. It has to be given back by {@link #release}. */
    RangeEncoder next() throws IOException {
        try {
            return underWay.removeFirst().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while making a payload");
        } catch (ExecutionException e) {
            throw new IOException("a range could not be compressed", e.getCause());
        }
    }

    void release(RangeEncoder encoder) {
        free.addLast(encoder);
    }

    /** Stops the threads and frees native memory; waits for ranges that are being compressed. */
    @Override
    public void close() {
        underWay.forEach(range -> range.cancel(false));
        pool.close();
        all.forEach(RangeEncoder::close);
    }
}
