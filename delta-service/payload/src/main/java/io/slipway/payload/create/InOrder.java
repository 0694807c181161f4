package io.slipway.payload.create;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Carries out tasks on a bounded number of threads; results leave in the order in which tasks came. Used by one thread. */
final class InOrder<T> implements Closeable {

    private final ExecutorService pool;
    private final Deque<Future<T>> underWay = new ArrayDeque<>();
    private final int most;

    InOrder(int threads) {
        pool = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().daemon().name("payload-create-", 0).factory());
        most = threads + 1;
    }

    /** Whether another task may be submitted; if not, {@link #next} has to be called first. */
    boolean hasRoom() {
        return underWay.size() < most;
    }

    void submit(Callable<T> task) {
        underWay.addLast(pool.submit(task));
    }

    /** The result of the oldest task under way; waits for it. */
    T next() throws IOException {
        try {
            return underWay.removeFirst().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while making a payload");
        } catch (ExecutionException e) {
            throw new IOException("a part of the payload could not be made: " + e.getCause(), e.getCause());
        }
    }

    /** Stops the threads; waits for what is under way. */
    @Override
    public void close() {
        underWay.forEach(task -> task.cancel(true));
        pool.close();
    }
}
