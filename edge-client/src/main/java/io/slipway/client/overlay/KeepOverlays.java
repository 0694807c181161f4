package io.slipway.client.overlay;

import java.io.IOException;
import java.util.Optional;

import io.slipway.client.bootloader.BootEnvironment;
import io.slipway.client.bootloader.BootEnvironmentException;
import io.slipway.client.bootloader.BootState;
import io.slipway.client.bootloader.BootState.OnTrial;
import io.slipway.client.bootloader.BootState.Settled;
import io.slipway.client.slot.SlotName;

/**
 * A boot environment that begins and ends the keeping of layers with a trial. Before a trial is armed, the layers are marked to be kept aside; after the running
 * slot is committed, they stay as they are. A loss of power in between is harmless: a mark without a trial does nothing, and one that is left over is replaced
 * by the next.
 */
public final class KeepOverlays implements BootEnvironment {

    private final BootEnvironment environment;
    private final Overlays overlays;
    private final MigrateData migrate;
    private final SlotName booted;

    /** @param booted the slot that runs */
    public KeepOverlays(BootEnvironment environment, Overlays overlays, MigrateData migrate, SlotName booted) {
        this.environment = environment;
        this.overlays = overlays;
        this.migrate = migrate;
        this.booted = booted;
    }

    @Override
    public BootState read() throws BootEnvironmentException {
        return environment.read();
    }

    @Override
    public void write(BootState state) throws BootEnvironmentException {
        try {
            if (state instanceof OnTrial trial && trial.trial() != booted && trial.attempts() == 0) {
                migrate.settle();
                overlays.begin(booted, trial.trial(), false);
            }
            environment.write(state);
            if (state instanceof Settled(SlotName committed) && committed == booted) {
                overlays.end();
            }
        } catch (IOException e) {
            throw new BootEnvironmentException("the writable layers could not be kept: " + e, e);
        }
    }

    @Override
    public Optional<SlotName> started() throws BootEnvironmentException {
        return environment.started();
    }

    @Override
    public Optional<String> rebootArgument() throws BootEnvironmentException {
        return environment.rebootArgument();
    }
}
