package io.slipway.client.update;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.slipway.client.bootloader.BootEnvironmentException;
import io.slipway.client.bootloader.BootState;
import io.slipway.client.bootloader.BootState.OnTrial;
import io.slipway.client.bootloader.BootState.Settled;
import io.slipway.client.health.Examination;
import io.slipway.client.health.Verdict.Healthy;
import io.slipway.client.health.Verdict.Unhealthy;
import io.slipway.client.report.Reason;
import io.slipway.client.slot.SlotName;
import io.slipway.client.trust.Authorization.GrantedImage;
import io.slipway.client.update.InstalledImages.Image;
import io.slipway.client.update.Lifecycle.Armed;
import io.slipway.client.update.Lifecycle.Committed;
import io.slipway.client.update.Lifecycle.Ended;
import io.slipway.client.update.Lifecycle.FallingBack;
import io.slipway.client.update.Lifecycle.Rebooting;
import io.slipway.client.update.Lifecycle.Trial;
import io.slipway.client.update.Machine.UnfitException;
import io.slipway.client.update.Step.MoveTo;
import io.slipway.client.update.Step.Reboot;

/**
 * Acts on the states from arming to the end of the trial. The boot environment is the one truth about what boots: a commit has happened when it says so,
 * and every step looks at it before it changes it, so that each can be repeated after a crash.
 */
public final class SwitchSlot {

    private static final int REQUESTS = 5;

    private final Machine machine;
    private final UseComponents components;
    private final Examination examine;
    private final InstalledImages installed;

    public SwitchSlot(Machine machine, UseComponents components, Examination examine, InstalledImages installed) {
        this.machine = machine;
        this.components = components;
        this.examine = examine;
        this.installed = installed;
    }

    /** Puts the new slots on trial, if the update has any. */
    Step arm(Armed state) throws BootEnvironmentException {
        if (!state.plan().switchesSlots()) {
            return new MoveTo(state.tryInPlace());
        }
        try {
            BootState now = machine.environment().read();
            if (now instanceof Settled settled) {
                SlotName target = machine.inactive();
                if (target != state.plan().target()) {
                    return new MoveTo(state.fail(new Reason(
                            "active-slot-contradiction",
                            "the update is for slot %s, which runs now".formatted(target.opposite()))));
                }
                machine.environment().write(settled.arm(machine.trialLimit()));
            }
            return new MoveTo(state.reboot());
        } catch (UnfitException e) {
            return new MoveTo(state.fail(e.reason()));
        }
    }

    /** Asks for the reboot, or finds that it has happened. */
    Step reboot(Rebooting state) throws BootEnvironmentException {
        BootState now = machine.environment().read();
        SlotName target = state.plan().target();
        if (machine.booted() == target) {
            return new MoveTo(state.booted());
        }
        return switch (now) {
            case Settled _ ->
                new MoveTo(state.rolledBack(new Reason(
                        "trial-boot-failed", "the bootloader gave slot " + target + " up and booted the old one")));
            case OnTrial trial
            when trial.attempts() > 0 -> {
                machine.environment().write(trial.abandon());
                yield new MoveTo(state.rolledBack(trialBootFailed(trial)));
            }
            case OnTrial _ when state.requests() < REQUESTS -> new Reboot(state.asked());
            case OnTrial trial -> {
                machine.environment().write(trial.abandon());
                yield new MoveTo(state.fail(rebootRefused(state.requests())));
            }
        };
    }

    /** Brings the rest of the new system into use, examines it and commits it or gives it up. */
    Step examine(Trial state) throws BootEnvironmentException, InterruptedException {
        if (!state.plan().switchesSlots()) {
            Optional<Reason> unfit = tryOut(state);
            return new MoveTo(unfit.isPresent() ? state.fallBack(unfit.get()) : commit(state));
        }
        BootState now = machine.environment().read();
        SlotName target = state.plan().target();
        if (machine.booted() != target) {
            return new MoveTo(state.fallBack(
                    now instanceof OnTrial trial
                            ? trialBootFailed(trial)
                            : new Reason(
                                    "trial-boot-failed",
                                    "slot " + target + " is no longer on trial and the old one runs")));
        }
        return switch (now) {
            case Settled(SlotName committed) when committed == target -> new MoveTo(commit(state));
            case Settled _ ->
                new MoveTo(state.fallBack(
                        new Reason("active-slot-contradiction", "slot " + target + " runs without being on trial")));
            case OnTrial trial -> {
                Optional<Reason> unfit = tryOut(state);
                if (unfit.isPresent()) {
                    yield new MoveTo(state.fallBack(unfit.get()));
                }
                machine.environment().write(trial.commit());
                yield new MoveTo(commit(state));
            }
        };
    }

    private Optional<Reason> tryOut(Trial state) throws InterruptedException {
        Optional<Reason> inactive = components.activate(state.plan());
        if (inactive.isPresent()) {
            return inactive;
        }
        return switch (examine.examine(context(state))) {
            case Healthy _ -> Optional.empty();
            case Unhealthy(String code, String why) -> Optional.of(new Reason(code, why));
        };
    }

    /** Takes back what was tried and asks for the reboot into the old slot, or finds that it has happened. */
    Step fallBack(FallingBack state) throws BootEnvironmentException, InterruptedException {
        Optional<Reason> left = components.undo(state.plan());
        if (machine.environment().read() instanceof OnTrial trial) {
            machine.environment().write(trial.abandon());
        }
        boolean mustReboot =
                state.plan().switchesSlots() && machine.booted() == state.plan().target();
        if (!mustReboot && left.isEmpty()) {
            return new MoveTo(state.rolledBack());
        }
        if (state.requests() >= REQUESTS) {
            return new MoveTo(state.fail(left.orElseGet(() -> rebootRefused(state.requests()))));
        }
        return mustReboot ? new Reboot(state.asked()) : new MoveTo(state.asked());
    }

    /** Undoes a trial that no update accounts for: the committed system is the one that is known to work. */
    Step settle(Lifecycle state) throws BootEnvironmentException, InterruptedException {
        if (state instanceof Ended ended) {
            components.settle(ended);
        }
        if (machine.environment().read() instanceof OnTrial trial) {
            machine.environment().write(trial.abandon());
            if (machine.booted() == trial.trial()) {
                return new Reboot(state);
            }
        }
        return new Step.Rest();
    }

    private Committed commit(Trial state) {
        Plan plan = state.plan();
        Map<String, Image> images = new LinkedHashMap<>();
        for (Part part : plan.parts()) {
            switch (part) {
                case Part.Replaced(GrantedImage granted) ->
                    images.put(
                            part.component(),
                            new Image(plan.release().name(), plan.release().version(), granted.image()));
                case Part.Kept kept -> images.put(part.component(), kept.installed());
                case Part.Staged _ -> {}
            }
        }
        installed.put(images, plan.target());
        components.remember(plan);
        return state.commit();
    }

    private Map<String, String> context(Trial state) {
        return Map.of(
                "SLIPWAY_SLOT", state.plan().target().text(),
                "SLIPWAY_SLOT_PATH",
                        machine.groups().getFirst().get(state.plan().target()).location(),
                "SLIPWAY_DEPLOYMENT_ID", state.plan().deploymentId().toString(),
                "SLIPWAY_RELEASE_NAME", state.plan().release().name(),
                "SLIPWAY_RELEASE_VERSION", state.plan().release().version());
    }

    private static Reason trialBootFailed(OnTrial trial) {
        return new Reason(
                "trial-boot-failed",
                "slot %s did not stay up: %d boots were counted, %d are allowed"
                        .formatted(trial.trial(), trial.attempts(), trial.limit()));
    }

    private static Reason rebootRefused(int requests) {
        return new Reason("reboot-refused", "the device did not reboot, though asked " + requests + " times");
    }
}
