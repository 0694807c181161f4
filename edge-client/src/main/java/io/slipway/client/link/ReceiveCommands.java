package io.slipway.client.link;

import java.time.Duration;

import io.slipway.client.download.Backoff;
import io.slipway.client.log.EventLog;

/** Brings commands from the link to the inbox until its thread is interrupted; a broken link is tried again with growing pauses. */
public final class ReceiveCommands implements Runnable {

    private static final Duration WAIT = Duration.ofSeconds(60);

    private final Link link;
    private final CommandInbox inbox;
    private final Backoff backoff;
    private final EventLog log;

    public ReceiveCommands(Link link, CommandInbox inbox, Backoff backoff, EventLog log) {
        this.link = link;
        this.inbox = inbox;
        this.backoff = backoff;
        this.log = log;
    }

    @Override
    public void run() {
        int failures = 0;
        try {
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    link.receive(WAIT).ifPresent(inbox::put);
                    failures = 0;
                } catch (LinkException e) {
                    Duration pause = backoff.pause(failures++);
                    log.warn(
                            "no command could be received",
                            "channel",
                            link.channel(),
                            "cause",
                            e,
                            "retryMs",
                            pause.toMillis());
                    Thread.sleep(pause);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // told to end
        }
    }
}
