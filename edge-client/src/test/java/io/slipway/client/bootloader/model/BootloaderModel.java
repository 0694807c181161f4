package io.slipway.client.bootloader.model;

import java.io.IOException;
import java.util.Optional;

import io.slipway.client.slot.SlotName;

/** What one bootloader does with its files when the machine starts. */
public interface BootloaderModel {

    /**
     * Starts the machine once: reads and changes the files as the bootloader does.
     *
     * @param argument what the reboot was told, as {@code reboot(2)} has it; empty for a plain reboot and after a loss of power
     * @return the slot that is started
     * @throws IllegalStateException if no slot is started: the device is lost
     */
    SlotName boot(Optional<String> argument) throws IOException;
}
