package io.slipway.client.update;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.slipway.client.bootloader.ActiveSlot;
import io.slipway.client.bootloader.ActiveSlot.Contradiction;
import io.slipway.client.bootloader.ActiveSlot.Proven;
import io.slipway.client.bootloader.ActiveSlot.Witness;
import io.slipway.client.bootloader.BootEnvironment;
import io.slipway.client.bootloader.BootEnvironmentException;
import io.slipway.client.bootloader.BootState;
import io.slipway.client.report.Reason;
import io.slipway.client.slot.InactiveSlot;
import io.slipway.client.slot.SlotName;
import io.slipway.client.slot.Slots;

/**
 * The machine that the client runs on: which slot it was started from, its boot environment and the slots of its components. All components run from the
 * slot of the same name and are switched together.
 *
 * @param booted as the kernel's command line and the mounted root have it
 * @param groups one for each component, at least one
 * @param trialLimit boots that a trial may take
 */
public record Machine(SlotName booted, BootEnvironment environment, List<Slots> groups, int trialLimit) {

    public Machine {
        groups = List.copyOf(groups);
        List<String> places = groups.stream()
                .flatMap(slots -> Stream.of(slots.a().location(), slots.b().location()))
                .toList();
        if (groups.isEmpty() || Set.copyOf(places).size() < places.size()) {
            throw new IllegalArgumentException("Each component needs slots of its own, these are " + places);
        }
    }

    /** Names of the components, in the order in which they are written. */
    public List<String> components() {
        return groups.stream().map(Slots::component).toList();
    }

    /** The slots of a component of this machine. */
    public Slots slots(String component) {
        return groups.stream()
                .filter(slots -> slots.component().equals(component))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("This machine has no component " + component));
    }

    /**
     * The name of the slots that may be written: those that neither run nor are committed.
     *
     * @throws UnfitException if the sources contradict each other or a trial is going on
     */
    public SlotName inactive() throws UnfitException, BootEnvironmentException {
        BootState state = environment.read();
        return switch (ActiveSlot.prove(witnesses(), state)) {
            case Contradiction(String detail) ->
                throw new UnfitException(new Reason("active-slot-contradiction", detail));
            case Proven(SlotName active)
            when active == state.committed() && state instanceof BootState.Settled -> active.opposite();
            case Proven _ ->
                throw new UnfitException(new Reason(
                        "trial-under-way",
                        "slot " + state.committed().opposite() + " is on trial, which nobody may write to"));
        };
    }

    private List<Witness> witnesses() throws BootEnvironmentException {
        return Stream.concat(
                        Stream.of(new Witness("the running system", booted)),
                        environment.started().map(slot -> new Witness("the bootloader", slot)).stream())
                .toList();
    }

    /**
     * The slot of a component that may be written.
     *
     * @param length bytes of the image that it is for
     * @throws UnfitException if {@link #inactive} finds none, or the image does not fit
     */
    public InactiveSlot inactiveFor(String component, long length) throws UnfitException, BootEnvironmentException {
        InactiveSlot slot = slots(component).besides(inactive().opposite());
        try {
            if (slot.capacity() < length) {
                throw new UnfitException(new Reason(
                        "slot-too-small",
                        "slot %s of %s holds %d bytes, the image has %d"
                                .formatted(slot.name(), component, slot.capacity(), length)));
            }
        } catch (IOException e) {
            throw new UnfitException(
                    new Reason("slot-failed", "slot " + slot.name() + " of " + component + ": " + e.getMessage()));
        }
        return slot;
    }

    /** The machine is in no state to be updated. */
    public static final class UnfitException extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient Reason reason;

        UnfitException(Reason reason) {
            super(reason.toString());
            this.reason = reason;
        }

        public Reason reason() {
            return reason;
        }
    }
}
