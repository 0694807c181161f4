package io.slipway.engines.process;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for another process, which has no better way to tell than a state that can be looked at. */
public final class Waiting {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private Waiting() {}

    /** Blocks until {@code condition} holds, {@code limit} at most; returns whether it held. An interrupt ends the wait and stays set. */
    public static boolean until(Duration limit, BooleanSupplier condition) {
        return until(limit, BETWEEN_LOOKS, condition);
    }

    /** As {@link #until(Duration, BooleanSupplier)}, with this pause after each look that found it not to hold: for looks that cost something. */
    public static boolean until(Duration limit, Duration pause, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() >= end) {
                return false;
            }
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
