package io.slipway.delta.generation;

import java.time.Duration;

/** Hears of every attempt that ended. */
public interface GenerationObserver {

    /**
     * An attempt ended.
     *
     * @param job the state that it led to
     * @param duration how long it took
     */
    void ended(PayloadJob job, Duration duration);
}
