package io.slipway.client.bootloader;

import io.slipway.client.bootloader.BootState.OnTrial;
import io.slipway.client.bootloader.BootState.Settled;
import io.slipway.client.slot.SlotName;

/** Which slot runs, from two sources that must agree: the kernel's command line and the boot environment. */
public sealed interface ActiveSlot {

    /** Both sources agree. */
    record Proven(SlotName name) implements ActiveSlot {}

    /** The sources contradict each other: nothing may be written to either slot. */
    record Contradiction(String detail) implements ActiveSlot {}

    /**
     * Compares the slot that the kernel was started from with what the boot environment allows: the committed slot, or the one on trial.
     *
     * @param booted from the kernel's command line
     */
    static ActiveSlot prove(SlotName booted, BootState state) {
        return switch (state) {
            case OnTrial _ -> new Proven(booted);
            case Settled(SlotName committed) when committed == booted -> new Proven(booted);
            case Settled(SlotName committed) ->
                new Contradiction("the kernel was started from slot " + booted + ", but the boot environment has slot "
                        + committed + " committed and none on trial");
        };
    }
}
