package io.slipway.standalone.platform;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.slipway.engines.EngineFailedException;
import io.slipway.standalone.StandaloneException;

/** Starts components at the same time. The first failure ends the start of the others, and so does the death of a component that they stand on. */
final class StartTogether {

    private static final long MILLISECONDS_BETWEEN_LOOKS = 200;

    private final StartPlatform.Progress progress;

    /** @param progress told of every component that is ready */
    StartTogether(StartPlatform.Progress progress) {
        this.progress = progress;
    }

    /**
     * Starts and returns when all are ready.
     *
     * @param running components that have started before; those that come up now are added, even if another fails
     * @throws StandaloneException if one fails, or this thread is interrupted; the interrupt is cleared, so that what runs can be stopped in order
     */
    void start(List<Component> running, List<Supplier<Component>> starts) {
        AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
        List<Future<Component>> futures = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(starts.size())) {
            starts.forEach(start -> futures.add(threads.submit(() -> attempt(start, failure))));
            threads.shutdown();
            watch(threads, running, failure);
        }
        futures.stream()
                .filter(future -> future.state() == Future.State.SUCCESS)
                .map(Future::resultNow)
                .forEach(running::add);
        if (Thread.interrupted()) {
            throw new StandaloneException("The start was interrupted.");
        }
        RuntimeException first = failure.get();
        if (first != null) {
            throw first;
        }
    }

    private Component attempt(Supplier<Component> start, AtomicReference<@Nullable RuntimeException> failure) {
        long begin = System.nanoTime();
        try {
            Component component = start.get();
            progress.ready(component, Duration.ofNanos(System.nanoTime() - begin));
            return component;
        } catch (RuntimeException e) {
            failure.compareAndSet(null, asSentence(e));
            throw e;
        }
    }

    /** Returns when all have started or none will any more. */
    private static void watch(
            ExecutorService threads, List<Component> running, AtomicReference<@Nullable RuntimeException> failure) {
        try {
            while (!threads.awaitTermination(MILLISECONDS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS)) {
                running.stream()
                        .filter(component -> !component.isAlive())
                        .findFirst()
                        .ifPresent(dead -> failure.compareAndSet(null, ended(dead)));
                if (failure.get() != null) {
                    threads.shutdownNow();
                }
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private static RuntimeException ended(Component dead) {
        return new StandaloneException(
                dead.name() + " (process " + dead.pid() + ") has ended unexpectedly while the platform was starting.");
    }

    private static RuntimeException asSentence(RuntimeException failure) {
        return switch (failure) {
            case StandaloneException sentence -> sentence;
            case EngineFailedException sentence -> sentence;
            default -> new StandaloneException("A component could not be started: " + failure, failure);
        };
    }
}
