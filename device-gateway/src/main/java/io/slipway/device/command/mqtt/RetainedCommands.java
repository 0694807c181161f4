package io.slipway.device.command.mqtt;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import io.slipway.device.command.CommandChannel;
import io.slipway.device.command.RenderedCommand;
import io.slipway.device.identity.DeviceName;
import io.slipway.device.session.Broker;
import io.slipway.device.session.DeviceTopic;

/** Leaves the command of a device as a retained message, which the device gets at once or when it connects. */
public final class RetainedCommands implements CommandChannel {

    private static final byte[] NOTHING = new byte[0];

    private final Broker broker;

    public RetainedCommands(Broker broker) {
        this.broker = broker;
    }

    @Override
    public boolean isPresent() {
        return broker.isPresent();
    }

    @Override
    public CompletionStage<Void> leave(DeviceName device, Optional<RenderedCommand> command) {
        byte[] payload = command.map(rendered -> rendered.json().getBytes(StandardCharsets.UTF_8))
                .orElse(NOTHING);
        return broker.publish(DeviceTopic.COMMAND.of(device), payload, true);
    }
}
