package io.slipway.client.update;

import java.util.Optional;

import io.slipway.client.bootloader.BootEnvironmentException;
import io.slipway.client.component.HandledComponents;
import io.slipway.client.install.CopyImage;
import io.slipway.client.install.Position;
import io.slipway.client.install.VerifyImage;
import io.slipway.client.install.WriteImage;
import io.slipway.client.install.WriteObserver;
import io.slipway.client.install.WriteResult;
import io.slipway.client.link.CommandInbox;
import io.slipway.client.report.Reason;
import io.slipway.client.slot.InactiveSlot;
import io.slipway.client.slot.Slot;
import io.slipway.client.trust.Authorization.GrantedImage;
import io.slipway.client.update.Lifecycle.Downloading;
import io.slipway.client.update.Lifecycle.Preparing;
import io.slipway.client.update.Lifecycle.Written;
import io.slipway.client.update.Machine.UnfitException;

/** Acts on the states in which the inactive slot is filled and read back. The right to write is proven anew each time. */
public final class FillSlot {

    private final Machine machine;
    private final HandledComponents handled;
    private final WriteImage writeImage;
    private final CopyImage copyImage;
    private final VerifyImage verifyImage;
    private final InstalledImages installed;
    private final CommandInbox inbox;

    public FillSlot(
            Machine machine,
            HandledComponents handled,
            WriteImage writeImage,
            CopyImage copyImage,
            VerifyImage verifyImage,
            InstalledImages installed,
            CommandInbox inbox) {
        this.machine = machine;
        this.handled = handled;
        this.writeImage = writeImage;
        this.copyImage = copyImage;
        this.verifyImage = verifyImage;
        this.installed = installed;
        this.inbox = inbox;
    }

    /** Hears of progress on the writing thread. */
    interface Listener {

        void durable(Downloading state);

        /** @param imageBytes of the whole update, perhaps not yet durable */
        void progress(Downloading state, long imageBytes, long payloadBytes);

        void healed(Downloading state, long offset, int length);

        void deltaUnusable(Downloading state, Reason reason);
    }

    Lifecycle write(Downloading state, Listener listener) {
        try {
            InactiveSlot slot = slotOf(state, state.current());
            installed.forget(state.current().component(), slot.name());
            Journalling observer = new Journalling(state, inbox, listener);
            Slot running = runningSlot(state.current());
            WriteResult result =
                    switch (state.current()) {
                        case Part.Replaced(GrantedImage granted) ->
                            writeImage.write(granted, slot, running, state.position(), observer);
                        case Part.Staged(GrantedImage granted, var _) ->
                            writeImage.write(granted, slot, running, state.position(), observer);
                        case Part.Kept kept -> copyImage.copy(running, slot, kept.image(), observer);
                    };
            return switch (result) {
                case WriteResult.Complete(long payloadBytes) -> state.complete(payloadBytes);
                case WriteResult.DeltaUnusable(Reason reason, long payloadBytes) -> {
                    listener.deltaUnusable(state, reason);
                    yield state.withoutDelta(payloadBytes);
                }
                case WriteResult.Stopped(String why) -> state.cancel(why);
                case WriteResult.Failed(Reason reason) -> state.fail(reason);
            };
        } catch (UnfitException e) {
            return state.fail(e.reason());
        } catch (BootEnvironmentException e) {
            return state.fail(damaged(e));
        }
    }

    Lifecycle verify(Written state) {
        try {
            for (Part part : state.plan().parts()) {
                Optional<Reason> wrong = verifyImage.verify(part.component(), slotOf(state, part), part.image());
                if (wrong.isPresent()) {
                    return state.fail(wrong.get());
                }
            }
            return state.verified();
        } catch (UnfitException e) {
            return state.fail(e.reason());
        } catch (BootEnvironmentException e) {
            return state.fail(damaged(e));
        }
    }

    static Reason damaged(BootEnvironmentException e) {
        return new Reason("boot-environment-damaged", String.valueOf(e.getMessage()));
    }

    private Slot runningSlot(Part part) {
        return part.isInSlot()
                ? machine.slots(part.component()).get(machine.booted())
                : handled.get(part.component()).area().current();
    }

    private InactiveSlot slotOf(Preparing state, Part part) throws UnfitException, BootEnvironmentException {
        if (!part.isInSlot()) {
            return handled.get(part.component()).area().next();
        }
        InactiveSlot slot = machine.inactiveFor(part.component(), part.image().length());
        if (slot.name() != state.plan().target()) {
            throw new UnfitException(new Reason(
                    "active-slot-contradiction",
                    "the update is for slot %s, which runs now"
                            .formatted(state.plan().target())));
        }
        return slot;
    }

    private static final class Journalling implements WriteObserver {

        private final CommandInbox inbox;
        private final Listener listener;
        private Downloading state;

        Journalling(Downloading state, CommandInbox inbox, Listener listener) {
            this.state = state;
            this.inbox = inbox;
            this.listener = listener;
        }

        @Override
        public Optional<String> stopReason() {
            return inbox.stopReason(state.plan().deploymentId());
        }

        @Override
        public void written(long imageBytes, long payloadBytes) {
            listener.progress(
                    state,
                    state.plan().imageBytesBefore(state.part()) + imageBytes,
                    state.bytesBefore() + payloadBytes);
        }

        @Override
        public void healed(long offset, int length) {
            listener.healed(state, offset, length);
        }

        @Override
        public void durable(Position position) {
            state = state.reached(position);
            listener.durable(state);
        }
    }
}
