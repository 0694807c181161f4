package io.slipway.client.update;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

import io.slipway.client.download.Backoff;
import io.slipway.client.link.Command;
import io.slipway.client.link.CommandInbox;
import io.slipway.client.log.EventLog;
import io.slipway.client.update.DecideOnCommand.Decision;

/** Takes commands while no update is under way and holds on to one that cannot be checked yet. One thread. */
public final class TakeCommand {

    private static final int CHECK_ATTEMPTS = 60;

    private final CommandInbox inbox;
    private final DecideOnCommand decide;
    private final Announcements announcements;
    private final Backoff backoff;
    private final EventLog log;

    public TakeCommand(
            CommandInbox inbox, DecideOnCommand decide, Announcements announcements, Backoff backoff, EventLog log) {
        this.inbox = inbox;
        this.decide = decide;
        this.announcements = announcements;
        this.backoff = backoff;
        this.log = log;
    }

    /**
     * The state that the next command leads to, if one comes within {@code wait} and leads anywhere.
     *
     * <p>A command whose metadata cannot be fetched is tried again with growing pauses, until another one comes or {@value #CHECK_ATTEMPTS} attempts
     * have failed.
     */
    public Optional<Lifecycle> next(Duration wait, LifecycleJournal journal) throws InterruptedException {
        if (!announcements.haveRoomForOutcome()) {
            Thread.sleep(wait); // until the server has taken some of the outcomes that wait
            return Optional.empty();
        }
        Optional<Command> arrived = inbox.take(wait);
        return arrived.isPresent() ? check(arrived.get(), journal) : Optional.empty();
    }

    private Optional<Lifecycle> check(Command first, LifecycleJournal journal) throws InterruptedException {
        Command command = first;
        for (int failures = 0; ; failures++) {
            try {
                return result(decide.decide(command, journal.outcomeOf(command.deploymentId())));
            } catch (IOException e) {
                if (failures + 1 >= CHECK_ATTEMPTS) {
                    return Optional.of(decide.giveUp(command, String.valueOf(e.getMessage())));
                }
                Duration pause = backoff.pause(failures);
                log.warn(
                        "the command cannot be checked yet",
                        "deploymentId",
                        command.deploymentId(),
                        "cause",
                        e,
                        "retryMs",
                        pause.toMillis());
                command = inbox.take(pause).orElse(command);
            }
        }
    }

    private Optional<Lifecycle> result(Decision decision) {
        return switch (decision) {
            case Decision.Enter(Lifecycle state) -> Optional.of(state);
            case Decision.Repeat(Lifecycle.Ended ended) -> {
                announcements.repeat(ended);
                yield Optional.empty();
            }
        };
    }
}
