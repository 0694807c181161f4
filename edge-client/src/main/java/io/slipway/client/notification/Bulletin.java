package io.slipway.client.notification;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.slipway.client.log.EventLog;
import io.slipway.client.notification.UpdateState.ConsentWanted;
import io.slipway.client.notification.UpdateState.Progress;

/**
 * Holds the state of the update and passes each new one on, on a thread of its own: whoever posts never waits, and readers that fail are only logged. If
 * they cannot keep up, the oldest states are left out. Safe for use by several threads.
 */
public final class Bulletin {

    private static final int MOST_WAITING = 64;
    private static final Duration PROGRESS_EVERY = Duration.ofSeconds(1);

    private final StateFormat format;
    private final Clock clock;
    private final EventLog log;
    private final Deque<UpdateState> waiting = new ArrayDeque<>();
    private UpdateState current;
    private boolean passingOn;
    private Instant lastProgress = Instant.MIN;

    public Bulletin(StateFormat format, Clock clock, EventLog log) {
        this.format = format;
        this.clock = clock;
        this.log = log;
        this.current = UpdateState.idle("idle", clock.instant());
    }

    /** The update stands somewhere else now. */
    public synchronized void post(UpdateState state) {
        boolean same = state.deployment().isPresent() && state.deployment().equals(current.deployment());
        lastProgress = Instant.MIN;
        pass(same ? state.withRelease(current.release()) : state);
    }

    /** So many bytes of the image are written. Passed on once a second. */
    public synchronized void progress(long done, long total) {
        Instant now = clock.instant();
        boolean due = now.isBefore(lastProgress) || !now.isBefore(nextProgress());
        current = current.withProgress(new Progress(done, total), now);
        if (due) {
            lastProgress = now;
            pass(current);
        }
    }

    /** An answer of a local program is wanted, or no longer. */
    public synchronized void consent(Optional<ConsentWanted> wanted) {
        pass(current.withConsent(wanted, clock.instant()));
    }

    public synchronized UpdateState current() {
        return current;
    }

    /** Passes states on until the thread is interrupted. */
    public void run(List<StateReader> readers) {
        Set<StateReader> failing = new HashSet<>();
        try {
            while (true) {
                String text = format.write(next());
                for (StateReader reader : readers) {
                    tell(reader, text, failing);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Complains once for each run of failures. */
    private void tell(StateReader reader, String text, Set<StateReader> failing) {
        try {
            reader.read(text);
            failing.remove(reader);
        } catch (IOException e) {
            if (failing.add(reader)) {
                log.warn("local programs cannot be told the state of the update", "cause", e);
            }
        }
    }

    private Instant nextProgress() {
        return lastProgress.equals(Instant.MIN) ? Instant.MIN : lastProgress.plus(PROGRESS_EVERY);
    }

    /** Returns when every state has been passed on, or after {@code time}. */
    public synchronized void awaitPassedOn(Duration time) throws InterruptedException {
        long deadline = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos();
                (passingOn || !waiting.isEmpty()) && left > 0;
                left = deadline - System.nanoTime()) {
            wait(left / 1_000_000 + 1);
        }
    }

    private synchronized UpdateState next() throws InterruptedException {
        passingOn = false;
        notifyAll();
        while (waiting.isEmpty()) {
            wait();
        }
        passingOn = true;
        return waiting.removeFirst();
    }

    private void pass(UpdateState state) {
        current = state;
        if (waiting.size() >= MOST_WAITING) {
            waiting.removeFirst();
        }
        waiting.addLast(state);
        notifyAll();
    }
}
