package io.slipway.device.command;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

import io.slipway.device.identity.DeviceName;

/** A way on which a command reaches a device without being asked for. For use by all threads; does not block. */
public interface CommandChannel {

    /** Whether this installation has it. */
    boolean isPresent();

    /**
     * Leaves {@code command} for {@code device}, in place of any before; empty means that nothing is pending.
     *
     * @return completes when it is left durably; fails if that is not known
     */
    CompletionStage<Void> leave(DeviceName device, Optional<RenderedCommand> command);
}
