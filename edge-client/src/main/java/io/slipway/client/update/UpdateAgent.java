package io.slipway.client.update;

import java.time.Duration;
import java.util.Optional;

import io.slipway.client.bootloader.BootEnvironmentException;
import io.slipway.client.log.EventLog;
import io.slipway.client.report.Reason;
import io.slipway.client.update.Lifecycle.Cancelled;
import io.slipway.client.update.Lifecycle.Committed;
import io.slipway.client.update.Lifecycle.Downloading;
import io.slipway.client.update.Lifecycle.Ended;
import io.slipway.client.update.Lifecycle.Failed;
import io.slipway.client.update.Lifecycle.Idle;
import io.slipway.client.update.Lifecycle.Rejected;
import io.slipway.client.update.Lifecycle.RolledBack;
import io.slipway.client.update.Lifecycle.UnderWay;

/**
 * Drives the lifecycle: acts on the current state, journals the next one, reports it, and so on. Starting it after a crash is the same as starting it
 * for the first time. One thread.
 */
public final class UpdateAgent {

    private static final Duration WAIT = Duration.ofSeconds(60);

    private final LifecycleJournal journal;
    private final ActOnState act;
    private final TakeCommand takeCommand;
    private final Announcements announcements;
    private final Companions companions;
    private final EventLog log;

    public UpdateAgent(
            LifecycleJournal journal,
            ActOnState act,
            TakeCommand takeCommand,
            Announcements announcements,
            Companions companions,
            EventLog log) {
        this.journal = journal;
        this.act = act;
        this.takeCommand = takeCommand;
        this.announcements = announcements;
        this.companions = companions;
        this.log = log;
    }

    /** Why the agent stopped. */
    public enum Finish {
        /** The device must reboot. */
        REBOOT,
        /** Nothing is left to do. */
        REST
    }

    /** Reports what the device runs and whatever a crash kept from being reported. To be called once, first. */
    public void start() {
        log.info("client started", "state", StateName.of(journal.current()));
        announcements.catchUp(journal.current());
        announcements.status();
        companions.standsAt(journal.current());
    }

    /** Works until the device must reboot. */
    public Finish run() throws InterruptedException {
        while (advance() == Finish.REST) {
            Optional<Lifecycle> next = takeCommand.next(WAIT, journal);
            if (next.isPresent()) {
                enter(next.get());
            }
        }
        return Finish.REBOOT;
    }

    /** Goes on with what is under way, as far as it goes without a reboot or a command. */
    public Finish advance() throws InterruptedException {
        while (true) {
            switch (step()) {
                case Step.MoveTo(Lifecycle next) -> enter(next);
                case Step.Wait(Duration time) -> Thread.sleep(time);
                case Step.Reboot(Lifecycle next) -> {
                    Optional<Lifecycle> instead = companions.insteadOfReboot(next);
                    if (instead.isPresent()) {
                        enter(instead.get());
                        continue;
                    }
                    if (!next.equals(journal.current())) {
                        journal.move(next);
                    }
                    return Finish.REBOOT;
                }
                case Step.Rest() -> {
                    return Finish.REST;
                }
            }
        }
    }

    /** Works on the command in the inbox, if there is one, as far as it goes without a reboot. */
    public Finish takeOne() throws InterruptedException {
        Optional<Lifecycle> next = takeCommand.next(Duration.ZERO, journal);
        if (next.isEmpty()) {
            return Finish.REST;
        }
        enter(next.get());
        return advance();
    }

    /** The state that the lifecycle is in. */
    public Lifecycle state() {
        return journal.current();
    }

    private Step step() throws InterruptedException {
        try {
            return act.act(journal.current(), new Recorder());
        } catch (BootEnvironmentException e) {
            log.error("the boot environment cannot be used, updates are refused", "cause", e);
            return new Step.Rest();
        }
    }

    private void enter(Lifecycle next) throws InterruptedException {
        journal.move(next);
        announce(next);
        announcements.entered(next);
        if (next instanceof Ended) {
            announcements.status();
        }
        companions.entered(next);
    }

    private void announce(Lifecycle next) {
        String state = StateName.of(next);
        switch (next) {
            case Idle _ -> log.info("update moved on", "state", state);
            case UnderWay underWay ->
                log.info("update moved on", "deploymentId", underWay.plan().deploymentId(), "state", state);
            case Committed committed ->
                log.info("update ended", "deploymentId", committed.ending().deploymentId(), "state", state);
            case RolledBack ended -> ended(ended, state, ended.reason());
            case Failed ended -> ended(ended, state, ended.reason());
            case Rejected ended -> ended(ended, state, ended.reason());
            case Cancelled ended -> ended(ended, state, ended.reason());
        }
    }

    private void ended(Ended ended, String state, Reason reason) {
        log.warn(
                "update ended",
                "deploymentId",
                ended.ending().deploymentId(),
                "state",
                state,
                "reason",
                reason.code(),
                "detail",
                reason.detail());
    }

    private final class Recorder implements FillSlot.Listener {

        @Override
        public void durable(Downloading state) {
            journal.move(state);
        }

        @Override
        public void progress(Downloading state, long imageBytes, long payloadBytes) {
            announcements.progress(state, imageBytes, payloadBytes);
            companions.progress(state, imageBytes);
        }

        @Override
        public void healed(Downloading state, long offset, int length) {
            log.warn(
                    "bytes taken from the full payload: the running slot was modified",
                    "deploymentId",
                    state.plan().deploymentId(),
                    "offset",
                    offset,
                    "length",
                    length);
        }

        @Override
        public void deltaUnusable(Downloading state, Reason reason) {
            log.warn(
                    "delta given up, the full payload is used",
                    "deploymentId",
                    state.plan().deploymentId(),
                    "reason",
                    reason.code(),
                    "detail",
                    reason.detail());
        }
    }
}
