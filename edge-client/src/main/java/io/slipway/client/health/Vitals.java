package io.slipway.client.health;

import java.time.Duration;

import io.slipway.client.time.MonotonicTime;

/**
 * Whether the system that runs gives cause for concern, for those who keep watch over it from another thread. Whoever examines a trial says until when
 * it will be heard of again; silence beyond that is a failure too. Safe for use by several threads.
 */
public final class Vitals {

    private final MonotonicTime time;
    private State state = State.SETTLED;
    private long expectedBy;

    private enum State {
        SETTLED,
        ON_TRIAL,
        LOST
    }

    /** How the system is. */
    public enum Condition {
        /** No trial goes on. */
        SETTLED,
        /** On trial, and nothing speaks against it so far. */
        GOOD,
        /** On trial, and it failed or fell silent. */
        LOST
    }

    public Vitals(MonotonicTime time) {
        this.time = time;
    }

    /** A trial goes on and is heard of again within {@code silence}. What is lost stays lost. */
    public synchronized void goingOn(Duration silence) {
        if (state != State.LOST) {
            state = State.ON_TRIAL;
            expectedBy = time.nanos() + silence.toNanos();
        }
    }

    /** The trial has failed. */
    public synchronized void lose() {
        state = State.LOST;
    }

    /** The trial is over, or there is none: the system that runs is the one to be kept. */
    public synchronized void settle() {
        state = State.SETTLED;
    }

    public synchronized Condition condition() {
        return switch (state) {
            case SETTLED -> Condition.SETTLED;
            case LOST -> Condition.LOST;
            case ON_TRIAL -> time.nanos() - expectedBy <= 0 ? Condition.GOOD : Condition.LOST;
        };
    }
}
