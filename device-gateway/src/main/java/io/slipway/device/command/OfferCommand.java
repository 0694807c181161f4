package io.slipway.device.command;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.slipway.device.identity.DeviceName;
import io.slipway.device.report.Channel;
import io.slipway.device.report.DeviceCounts;
import io.slipway.device.report.DeviceEvent.CommandOffered;
import io.slipway.device.report.DeviceEventLog;

/** Hands a command over at the broker, and tells the platform that it was. */
public final class OfferCommand {

    private final CommandChannel channel;
    private final DeviceEventLog log;
    private final DeviceCounts counts;
    private final Clock clock;

    public OfferCommand(CommandChannel channel, DeviceEventLog log, DeviceCounts counts, Clock clock) {
        this.channel = channel;
        this.log = log;
        this.counts = counts;
        this.clock = clock;
    }

    /**
     * Leaves {@code command} at the broker in place of any before. Repetition is harmless. Does nothing where there is no broker.
     *
     * @param command empty if nothing is pending any more
     * @return completes when the broker has it and the event is durable
     */
    public CompletionStage<Void> offer(DeviceName device, Optional<RenderedCommand> command) {
        if (!channel.isPresent()) {
            return CompletableFuture.completedStage(null);
        }
        CompletionStage<Void> left = channel.leave(device, command);
        return command.map(offered -> left.thenRun(() -> counts.offered(Channel.MQTT))
                        .thenCompose(
                                done -> log.append(eventOf(device, offered.deploymentId()), offered.traceparent())))
                .orElse(left);
    }

    private CommandOffered eventOf(DeviceName device, UUID deploymentId) {
        return new CommandOffered(
                device, deploymentId, Channel.MQTT, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }
}
