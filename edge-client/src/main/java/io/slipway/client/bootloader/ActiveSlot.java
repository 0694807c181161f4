package io.slipway.client.bootloader;

import java.util.List;
import java.util.stream.Collectors;

import io.slipway.client.bootloader.BootState.OnTrial;
import io.slipway.client.bootloader.BootState.Settled;
import io.slipway.client.slot.SlotName;

/** Which slot runs, from sources that must agree: witnesses of how the system was started, and the boot environment. */
public sealed interface ActiveSlot {

    /** All sources agree. */
    record Proven(SlotName name) implements ActiveSlot {}

    /** The sources contradict each other: nothing may be written to either slot. */
    record Contradiction(String detail) implements ActiveSlot {}

    /**
     * Something that tells which slot runs.
     *
     * @param name for messages, for example {@code the kernel's command line}
     */
    record Witness(String name, SlotName slot) {}

    /**
     * Compares what the witnesses say with one another and with what the boot environment allows: the committed slot, or the one on trial.
     *
     * @param witnesses at least one
     */
    static ActiveSlot prove(List<Witness> witnesses, BootState state) {
        SlotName running = witnesses.getFirst().slot();
        if (witnesses.stream().anyMatch(witness -> witness.slot() != running)) {
            return new Contradiction(witnesses.stream()
                    .map(witness -> witness.name() + " says that slot " + witness.slot() + " runs")
                    .collect(Collectors.joining(", but ")));
        }
        return switch (state) {
            case OnTrial _ -> new Proven(running);
            case Settled(SlotName committed) when committed == running -> new Proven(running);
            case Settled(SlotName committed) ->
                new Contradiction("slot " + running + " runs according to "
                        + witnesses.stream().map(Witness::name).collect(Collectors.joining(" and "))
                        + ", but the boot environment has slot " + committed + " committed and none on trial");
        };
    }
}
