package io.slipway.client.media.file;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits a limited time for a device. What hangs in the kernel cannot be interrupted: its thread is left behind and does not keep the program from ending. */
final class Patience {

    private final Duration limit;

    Patience(Duration limit) {
        this.limit = limit;
    }

    /** Something that touches the device. */
    interface Work<T> {
        T run() throws IOException;
    }

    /**
     * Does the work on a thread of its own.
     *
     * @throws IOException if it fails, or is not done in time
     */
    <T> T await(String what, Work<T> work) throws IOException {
        FutureTask<T> task = new FutureTask<>(work::run);
        Thread.ofPlatform().daemon().name("medium").start(task);
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException(what + ": the medium did not answer within " + limit.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while reading a medium");
        }
    }
}
