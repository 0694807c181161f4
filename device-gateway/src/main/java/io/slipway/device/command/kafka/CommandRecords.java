package io.slipway.device.command.kafka;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.slipway.device.command.RenderedCommand;
import io.slipway.device.command.json.CommandJson;
import io.slipway.device.identity.DeviceName;
import io.slipway.events.EventRejectedException;
import io.slipway.events.ReceivedEvent;

/** Reads records of {@code slipway.rollout.deployment.v1}. */
@ApplicationScoped
class CommandRecords {

    static final String TOPIC = "slipway.rollout.deployment.v1";

    private final CommandJson json = new CommandJson();

    /** @throws EventRejectedException if the record can never be understood */
    PendingChange read(ReceivedEvent event) {
        try {
            DeviceName device = DeviceName.fromKey(event.key());
            return new PendingChange(
                    device,
                    Optional.ofNullable(event.json())
                            .map(text -> json.render(json.read(event.type(), text, event.traceparent()))));
        } catch (IllegalArgumentException e) {
            throw new EventRejectedException("command-malformed", String.valueOf(e.getMessage()));
        }
    }

    /** What is pending for {@code device} from now on; nothing if {@code command} is empty. */
    record PendingChange(DeviceName device, Optional<RenderedCommand> command) {}
}
