package io.slipway.delta.generation;

import java.time.Duration;
import java.time.Instant;

/**
 * Picks from the progress of one attempt what is worth an event: each new phase, and inside of a phase a step of a twentieth, if the last event was told
 * some seconds ago. So there are few events, however long an attempt takes. Not thread-safe.
 */
final class Milestones {

    private static final Duration LEAST_PAUSE = Duration.ofSeconds(5);
    private static final int STEPS = 20;

    private Progress told;
    private Instant toldAt;

    /**
     * The milestones of an attempt that begins.
     *
     * @param beginning what everybody knows of it
     */
    Milestones(Progress beginning, Instant now) {
        this.told = beginning;
        this.toldAt = now;
    }

    boolean isDue(Progress progress, Instant now) {
        if (progress.phase() != told.phase()) {
            return true;
        }
        long step = Math.max(1, progress.total() / STEPS);
        return progress.done() - told.done() >= step && !now.isBefore(toldAt.plus(LEAST_PAUSE));
    }

    /** Notes that {@code progress} was told. */
    void told(Progress progress, Instant now) {
        told = progress;
        toldAt = now;
    }
}
