package io.slipway.client.reset;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.slipway.client.bootloader.BootEnvironment;
import io.slipway.client.bootloader.BootEnvironmentException;
import io.slipway.client.bootloader.BootState;
import io.slipway.client.bootloader.BootState.OnTrial;
import io.slipway.client.bootloader.BootState.Settled;
import io.slipway.client.install.CopyImage;
import io.slipway.client.install.Position;
import io.slipway.client.install.WriteObserver;
import io.slipway.client.install.WriteResult;
import io.slipway.client.overlay.Overlays;
import io.slipway.client.report.Reason;
import io.slipway.client.slot.InactiveSlot;
import io.slipway.client.slot.SlotName;
import io.slipway.client.update.InstalledImages;
import io.slipway.client.update.InstalledImages.Image;
import io.slipway.client.update.Machine;
import io.slipway.client.update.Machine.UnfitException;

/** Brings the factory's images back: into the slots that do not run, on trial like every update, with empty layers. Each step can be repeated. */
public final class RestoreFactory {

    private static final int MOST_ATTEMPTS = 3;

    private final Machine machine;
    private final BootEnvironment environment;
    private final PreservedImages images;
    private final Overlays overlays;
    private final InstalledImages installed;

    /** @param environment of the machine, without what keeps layers of updates */
    public RestoreFactory(
            Machine machine,
            BootEnvironment environment,
            PreservedImages images,
            Overlays overlays,
            InstalledImages installed) {
        this.machine = machine;
        this.environment = environment;
        this.images = images;
        this.overlays = overlays;
        this.installed = installed;
    }

    /** What comes of a step. */
    sealed interface Outcome {

        record Next(Reset reset) implements Outcome {}

        record Reboot() implements Outcome {}

        record GiveUp(String why) implements Outcome {}
    }

    /** Writes all images and reads them back. */
    Outcome write() throws BootEnvironmentException {
        if (images.images().size() < machine.groups().size()) {
            return new Outcome.GiveUp("the factory's image is not preserved for every component");
        }
        try {
            for (FactoryImage factory : images.images()) {
                InactiveSlot slot = machine.inactiveFor(
                        factory.component(), factory.image().content().length());
                if (new CopyImage()
                                .copy(factory.preserved(), slot, factory.image().content(), UNOBSERVED)
                        instanceof WriteResult.Failed(Reason why)) {
                    return new Outcome.GiveUp(why.detail());
                }
                Optional<Reason> wrong = images.verify()
                        .verify(factory.component(), slot, factory.image().content());
                if (wrong.isPresent()) {
                    return new Outcome.GiveUp("the preserved image of %s is not the factory's: %s"
                            .formatted(factory.component(), wrong.get().detail()));
                }
            }
            return new Outcome.Next(new Reset.TryFactory(machine.inactive(), 0));
        } catch (UnfitException e) {
            return new Outcome.GiveUp(e.reason().detail());
        }
    }

    /** Arms the trial, which another boot begins, or commits it. {@code remember} makes the next state durable before it is acted on. */
    Outcome attempt(Reset.TryFactory reset, Remember remember) throws IOException, BootEnvironmentException {
        BootState now = environment.read();
        SlotName target = reset.target();
        if (machine.booted() == target) {
            if (now instanceof OnTrial trial) {
                environment.write(trial.commit());
            } else if (now.committed() != target) {
                overlays.end();
                return new Outcome.GiveUp("slot " + target + " runs without being on trial");
            }
            Map<String, Image> known = new HashMap<>();
            images.images().forEach(factory -> known.put(factory.component(), factory.image()));
            installed.put(known, target);
            overlays.end();
            return new Outcome.Next(new Reset.Clean());
        }
        if (now instanceof OnTrial trial && trial.attempts() == 0 && reset.attempts() > 0) {
            return askAgain(reset, remember);
        }
        if (now instanceof OnTrial trial) {
            environment.write(trial.abandon());
            overlays.end();
            return new Outcome.GiveUp("the factory's system did not boot");
        }
        if (reset.attempts() >= MOST_ATTEMPTS) {
            overlays.end();
            return new Outcome.GiveUp("the factory's system did not boot, though tried " + MOST_ATTEMPTS + " times");
        }
        remember.remember(new Reset.TryFactory(target, reset.attempts() + 1));
        overlays.begin(machine.booted(), target, true);
        environment.write(((Settled) now).arm(machine.trialLimit()));
        return new Outcome.Reboot();
    }

    private Outcome askAgain(Reset.TryFactory reset, Remember remember) throws IOException, BootEnvironmentException {
        if (reset.attempts() >= MOST_ATTEMPTS) {
            environment.write(new Settled(machine.booted()));
            overlays.end();
            return new Outcome.GiveUp("the device did not reboot, though asked " + MOST_ATTEMPTS + " times");
        }
        remember.remember(new Reset.TryFactory(reset.target(), reset.attempts() + 1));
        return new Outcome.Reboot();
    }

    /** Makes a state durable. */
    interface Remember {

        void remember(Reset reset) throws IOException;
    }

    private static final WriteObserver UNOBSERVED = new WriteObserver() {
        @Override
        public Optional<String> stopReason() {
            return Optional.empty();
        }

        @Override
        public void written(long imageBytes, long payloadBytes) {}

        @Override
        public void healed(long offset, int length) {}

        @Override
        public void durable(Position position) {}
    };
}
