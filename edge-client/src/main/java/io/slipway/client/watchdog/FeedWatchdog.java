package io.slipway.client.watchdog;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

import io.slipway.client.health.Vitals;
import io.slipway.client.health.Vitals.Condition;
import io.slipway.client.log.EventLog;
import io.slipway.client.time.MonotonicTime;
import io.slipway.client.watchdog.Watchdog.Kennel;

/**
 * Feeds the watchdog while a trial gives no cause for concern, and lets it bite otherwise. What happens while no trial goes on is a setting. It runs on a
 * daemon thread, so that a client that ends, or crashes, feeds no more; it never releases the watchdog on the way out.
 */
public final class FeedWatchdog implements Runnable {

    private final Kennel kennel;
    private final Settings settings;
    private final Vitals vitals;
    private final MonotonicTime time;
    private final EventLog log;
    private Optional<Watchdog> open = Optional.empty();
    private Condition before = Condition.SETTLED;
    private boolean complained;

    /**
     * When it is fed.
     *
     * @param interval from one time to the next; a third of the watchdog's timeout or less
     * @param always whether it is fed while no trial goes on, too; otherwise it is handed back after a commit and not opened before a trial
     */
    public record Settings(Duration interval, boolean always) {}

    public FeedWatchdog(Kennel kennel, Settings settings, Vitals vitals, MonotonicTime time, EventLog log) {
        this.kennel = kennel;
        this.settings = settings;
        this.vitals = vitals;
        this.time = time;
        this.log = log;
    }

    /** Goes on until the thread is interrupted. */
    @Override
    public void run() {
        try {
            while (true) {
                beat();
                time.pause(settings.interval().toNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Does once what the condition of the system asks for; by another thread too, which does not want to wait for the next time. */
    public synchronized void beat() {
        Condition now = vitals.condition();
        try {
            switch (now) {
                case GOOD -> feed();
                case LOST -> starve();
                case SETTLED -> {
                    if (settings.always()) {
                        feed();
                    } else {
                        release();
                    }
                }
            }
            complained = false;
        } catch (IOException e) {
            complain(e);
        }
        before = now;
    }

    private void feed() throws IOException {
        if (open.isEmpty()) {
            open = Optional.of(kennel.open());
            log.info("watchdog opened");
        }
        open.get().feed();
    }

    private void starve() {
        if (open.isPresent() && before != Condition.LOST) {
            log.error("watchdog is not fed any more: the trial has failed or hangs");
        }
    }

    private void release() throws IOException {
        if (open.isPresent()) {
            Watchdog released = open.get();
            open = Optional.empty();
            released.release();
            log.info("watchdog handed back");
        }
    }

    /** Once for each run of failures: an update does not depend on the watchdog. */
    private void complain(IOException failure) {
        if (!complained) {
            log.warn("watchdog cannot be used", "cause", failure);
            complained = true;
        }
    }
}
