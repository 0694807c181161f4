package io.slipway.standalone.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.slipway.standalone.platform.Platform;

/** Stops a platform in order when this program is asked to end (Ctrl-C, SIGTERM), also while it starts. Closed when the platform is stopped another way. */
public final class Interruption implements AutoCloseable {

    private static final Duration TIME_TO_GIVE_UP = Duration.ofSeconds(150);

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch started = new CountDownLatch(1);
    private final Thread starter = Thread.currentThread();
    private final Thread hook = new Thread(this::stop, "stop-platform");
    private volatile @Nullable Platform platform;

    private Interruption(Optional<Platform> running) {
        platform = running.orElse(null);
        running.ifPresent(up -> started.countDown());
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** For a platform that runs. */
    public static Interruption stopping(Platform platform) {
        return new Interruption(Optional.of(platform));
    }

    /** For a platform that the calling thread is about to {@link #start}. */
    public static Interruption beforeStart() {
        return new Interruption(Optional.empty());
    }

    /** Starts the platform. If this program is asked to end meanwhile, the start is interrupted, and stops again what it had started. */
    public Platform start(Supplier<Platform> start) {
        try {
            Platform up = start.get();
            platform = up;
            return up;
        } finally {
            started.countDown();
        }
    }

    /** Open as soon as someone has asked. */
    CountDownLatch asked() {
        return asked;
    }

    private void stop() {
        asked.countDown();
        System.out.println("\nStopping ...");
        if (started.getCount() > 0) {
            starter.interrupt();
            awaitStart();
        }
        Platform running = platform;
        if (running != null) {
            running.close();
        }
        System.out.println("Slipway has stopped.");
    }

    private void awaitStart() {
        try {
            started.await(TIME_TO_GIVE_UP.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            // Then the hook runs, and finds everything closed.
        }
    }
}
