package io.slipway.client.bootloader.systemdboot;

import java.io.IOException;
import java.util.Optional;

import io.slipway.client.bootloader.BootEnvironment;
import io.slipway.client.bootloader.BootEnvironmentException;
import io.slipway.client.bootloader.BootState;
import io.slipway.client.bootloader.BootState.OnTrial;
import io.slipway.client.bootloader.BootState.Settled;
import io.slipway.client.bootloader.Transition;
import io.slipway.client.slot.SlotName;

/**
 * systemd-boot with an entry for each slot: {@code LoaderEntryDefault} names the committed one, {@code LoaderEntryOneShot} the next boot's, which systemd-boot
 * removes before it starts it; {@code LoaderEntrySelected} then tells that the trial has had its attempt. An abandoned trial leaves the committed entry in
 * {@code LoaderEntryOneShot}. Each step sets one variable, which the firmware changes as a whole.
 */
public final class OneShotEntry implements BootEnvironment {

    private final EfiVariables variables;
    private final String entryA;
    private final String entryB;

    /** @param entryA file name of the entry of slot a, for example {@code slipway-a.conf} */
    public OneShotEntry(EfiVariables variables, String entryA, String entryB) {
        this.variables = variables;
        this.entryA = entryA;
        this.entryB = entryB;
    }

    @Override
    public BootState read() throws BootEnvironmentException {
        String name = get(EfiVariables.DEFAULT).orElse("");
        SlotName committed = slot(name)
                .orElseThrow(() -> new BootEnvironmentException("The EFI variable " + EfiVariables.DEFAULT + " is '"
                        + name + "', expected " + entryA + " or " + entryB));
        Optional<SlotName> next = get(EfiVariables.ONE_SHOT).flatMap(this::slot);
        if (next.isPresent()) {
            return next.get() == committed ? new Settled(committed) : new OnTrial(committed, 0, 1);
        }
        boolean isTried = started().equals(Optional.of(committed.opposite()));
        return isTried ? new OnTrial(committed, 1, 1) : new Settled(committed);
    }

    @Override
    public void write(BootState state) throws BootEnvironmentException {
        BootState now = read();
        switch (Transition.tryingOnce(now, state, "systemd-boot with a one-shot entry")) {
            case NONE -> {}
            case ARM -> set(EfiVariables.ONE_SHOT, now.committed().opposite());
            case COMMIT -> set(EfiVariables.DEFAULT, state.committed());
            case ABANDON -> set(EfiVariables.ONE_SHOT, now.committed());
        }
    }

    @Override
    public Optional<SlotName> started() throws BootEnvironmentException {
        return get(EfiVariables.SELECTED).flatMap(this::slot);
    }

    private Optional<SlotName> slot(String entry) {
        if (entry.equals(entryA)) {
            return Optional.of(SlotName.A);
        }
        return entry.equals(entryB) ? Optional.of(SlotName.B) : Optional.empty();
    }

    private Optional<String> get(String name) throws BootEnvironmentException {
        try {
            return variables.get(name);
        } catch (IOException e) {
            throw new BootEnvironmentException("Cannot read the EFI variable " + name + ": " + e.getMessage(), e);
        }
    }

    private void set(String name, SlotName slot) throws BootEnvironmentException {
        try {
            variables.set(name, slot == SlotName.A ? entryA : entryB);
        } catch (IOException e) {
            throw new BootEnvironmentException("Cannot set the EFI variable " + name + ": " + e.getMessage(), e);
        }
    }
}
