package io.slipway.client.link;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.slipway.client.link.Command.Cancel;

/** Holds the newest command until the update lifecycle takes it. There is only one, because the server keeps one pending command per device. */
public final class CommandInbox {

    private @Nullable Command newest;

    /** Replaces what was there. */
    public synchronized void put(Command command) {
        newest = command;
        notifyAll();
    }

    /** Takes the command, after waiting for one up to {@code time}. */
    public synchronized Optional<Command> take(Duration time) throws InterruptedException {
        long deadline = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); newest == null && left > 0; left = deadline - System.nanoTime()) {
            wait(left / 1_000_000 + 1);
        }
        Optional<Command> taken = Optional.ofNullable(newest);
        newest = null;
        return taken;
    }

    /** Why the work on {@code deploymentId} should stop, if the newest command means that: it is cancelled, or another one takes its place. */
    public synchronized Optional<String> stopReason(UUID deploymentId) {
        return switch (newest) {
            case null -> Optional.empty();
            case Cancel cancel when cancel.deploymentId().equals(deploymentId) -> Optional.of(cancel.reason());
            case Command.Install install
            when !install.deploymentId().equals(deploymentId) ->
                Optional.of("replaced by deployment " + install.deploymentId());
            case Cancel _, Command.Install _ -> Optional.empty();
        };
    }
}
