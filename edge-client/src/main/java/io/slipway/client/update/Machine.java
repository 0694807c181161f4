package io.slipway.client.update;

import java.io.IOException;

import io.slipway.client.bootloader.ActiveSlot;
import io.slipway.client.bootloader.ActiveSlot.Contradiction;
import io.slipway.client.bootloader.ActiveSlot.Proven;
import io.slipway.client.bootloader.BootEnvironment;
import io.slipway.client.bootloader.BootEnvironmentException;
import io.slipway.client.bootloader.BootState;
import io.slipway.client.report.Reason;
import io.slipway.client.slot.InactiveSlot;
import io.slipway.client.slot.SlotName;
import io.slipway.client.slot.Slots;

/**
 * The machine that the client runs on: which slot it was started from, its boot environment and its slots.
 *
 * @param booted from the kernel's command line
 * @param trialLimit boots that a trial may take
 */
public record Machine(SlotName booted, BootEnvironment environment, Slots slots, int trialLimit) {

    /**
     * The slot that may be written: the one that neither runs nor is committed.
     *
     * @throws UnfitException if the sources contradict each other or a trial is going on
     */
    public InactiveSlot inactive() throws UnfitException, BootEnvironmentException {
        BootState state = environment.read();
        return switch (ActiveSlot.prove(booted, state)) {
            case Contradiction(String detail) ->
                throw new UnfitException(new Reason("active-slot-contradiction", detail));
            case Proven(SlotName active)
            when active == state.committed() && state instanceof BootState.Settled -> slots.besides(active);
            case Proven _ ->
                throw new UnfitException(new Reason(
                        "trial-under-way",
                        "slot " + state.committed().opposite() + " is on trial, which nobody may write to"));
        };
    }

    /**
     * Like {@link #inactive}, for an image of {@code length} bytes.
     *
     * @throws UnfitException likewise, or if the image does not fit
     */
    public InactiveSlot inactiveFor(long length) throws UnfitException, BootEnvironmentException {
        InactiveSlot slot = inactive();
        try {
            if (slot.capacity() < length) {
                throw new UnfitException(new Reason(
                        "slot-too-small",
                        "slot %s holds %d bytes, the image has %d".formatted(slot.name(), slot.capacity(), length)));
            }
        } catch (IOException e) {
            throw new UnfitException(new Reason("slot-failed", "slot " + slot.name() + ": " + e.getMessage()));
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
