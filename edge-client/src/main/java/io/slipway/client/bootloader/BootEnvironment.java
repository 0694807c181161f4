package io.slipway.client.bootloader;

import java.util.Optional;

import io.slipway.client.slot.SlotName;

/** Where the bootloader and the client leave messages for each other. */
public interface BootEnvironment {

    /**
     * What it says now. A trial that the bootloader has given up may read as the settled state that it fell back to.
     *
     * @throws BootEnvironmentException if it cannot be read or says nothing that makes sense; nothing may be guessed then
     */
    BootState read() throws BootEnvironmentException;

    /**
     * Changes it, as one: after a loss of power it says what it said before or {@code state}, or a trial that was to be ended has ended in the committed
     * slot. On the medium when this returns. Writing the same again is harmless.
     *
     * @param state what {@link #read} says, or what {@link BootState} makes of that by arming, committing or abandoning
     * @throws BootEnvironmentException if it cannot be written, or if this bootloader cannot do what {@code state} asks for
     */
    void write(BootState state) throws BootEnvironmentException;

    /** The slot that the bootloader itself says it started; empty for a bootloader that says nothing of it. */
    default Optional<SlotName> started() throws BootEnvironmentException {
        return Optional.empty();
    }

    /** What the reboot has to be told, as {@code reboot(2)} has it, for the armed trial to boot; empty if a plain reboot will do. */
    default Optional<String> rebootArgument() throws BootEnvironmentException {
        return Optional.empty();
    }
}
