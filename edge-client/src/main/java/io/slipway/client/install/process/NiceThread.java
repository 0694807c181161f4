package io.slipway.client.install.process;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

import io.slipway.client.install.Background;
import io.slipway.client.log.EventLog;

/**
 * Does each piece of work on a thread of its own that gives way to others, together with all threads that it starts. The thread ends with the work,
 * because a client without privileges may lower a priority but not raise it again.
 *
 * <p>Where the system refuses, the work is done at the usual priority and the log says so.
 */
public final class NiceThread implements Background {

    private final int nice;
    private final EventLog log;

    /** @param nice 0 to 19, the higher the nicer */
    public NiceThread(int nice, EventLog log) {
        if (nice < 0 || nice > 19) {
            throw new IllegalArgumentException("A nice value is 0 to 19, not " + nice);
        }
        this.nice = nice;
        this.log = log;
    }

    @Override
    public <T> T run(Supplier<T> work) {
        FutureTask<T> task = new FutureTask<>(() -> {
            giveWay();
            return work.get();
        });
        return result(task, Thread.ofPlatform().name("install").start(task));
    }

    private void giveWay() {
        Optional<String> refusal = ThreadPriority.lower(nice);
        if (refusal.isPresent()) {
            log.warn("the update is installed at the usual priority", "nice", nice, "cause", refusal.get());
        } else {
            log.info("the update is installed in the background", "nice", nice);
        }
    }

    /** Passes an interrupt on, and waits for the work to end all the same: it knows how to stop. */
    private static <T> T result(FutureTask<T> task, Thread thread) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                    thread.interrupt();
                }
            }
        } catch (ExecutionException e) {
            throw switch (e.getCause()) {
                case RuntimeException failure -> failure;
                case Error error -> throw error;
                case null, default -> new IllegalStateException(e);
            };
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
