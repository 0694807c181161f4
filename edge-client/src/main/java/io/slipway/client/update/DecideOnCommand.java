package io.slipway.client.update;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.slipway.client.bootloader.BootEnvironmentException;
import io.slipway.client.component.StagingArea;
import io.slipway.client.link.Command;
import io.slipway.client.link.Command.Cancel;
import io.slipway.client.link.Command.Install;
import io.slipway.client.report.Reason;
import io.slipway.client.slot.SlotName;
import io.slipway.client.trust.Authorization.Granted;
import io.slipway.client.trust.Authorization.GrantedImage;
import io.slipway.client.trust.Authorization.Refused;
import io.slipway.client.trust.AuthorizeUpdate;
import io.slipway.client.update.InstalledImages.Image;
import io.slipway.client.update.Lifecycle.Checked;
import io.slipway.client.update.Lifecycle.Committed;
import io.slipway.client.update.Lifecycle.Ended;
import io.slipway.client.update.Lifecycle.Rejected;
import io.slipway.client.update.Machine.UnfitException;
import io.slipway.metadata.digest.Sha256;

/** Decides what a command means for a device on which no update is under way. Writes to no slot. */
public final class DecideOnCommand {

    private final AuthorizeUpdate authorize;
    private final Machine machine;
    private final InstalledImages installed;

    public DecideOnCommand(AuthorizeUpdate authorize, Machine machine, InstalledImages installed) {
        this.authorize = authorize;
        this.machine = machine;
        this.installed = installed;
    }

    /** What to do. */
    public sealed interface Decision {

        /** The deployment ended before, like this: say so again. */
        record Repeat(Ended ended) implements Decision {}

        /** The lifecycle begins, or ends at once. */
        record Enter(Lifecycle state) implements Decision {}
    }

    /**
     * Decides; blocks while metadata is fetched.
     *
     * @param earlier how the deployment ended, if it did
     * @throws IOException if the metadata cannot be fetched; trying again may help
     */
    public Decision decide(Command command, Optional<Ended> earlier) throws IOException {
        if (earlier.isPresent()) {
            return new Decision.Repeat(earlier.get());
        }
        return new Decision.Enter(
                switch (command) {
                    case Cancel cancel ->
                        new Lifecycle.Cancelled(endingOf(cancel), new Reason("cancelled", cancel.reason()));
                    case Install install -> decide(install);
                });
    }

    /** The end of a command that could not even be checked. */
    public Rejected giveUp(Command command, String why) {
        return new Rejected(endingOf(command), new Reason("metadata-unavailable", why));
    }

    private Lifecycle decide(Install install) throws IOException {
        return switch (authorize.authorize(install, this::running)) {
            case Refused(Reason reason) -> new Rejected(endingOf(install), reason);
            case Granted granted -> plan(install, granted);
        };
    }

    private Optional<Sha256> running(String component) {
        return inUse(component).map(image -> image.content().sha256());
    }

    private Optional<Image> inUse(String component) {
        return installed.in(component, placeOf(component));
    }

    /** Where the image of a component is that is in use. */
    private SlotName placeOf(String component) {
        return isInSlot(component) ? machine.booted() : StagingArea.CURRENT;
    }

    private boolean isInSlot(String component) {
        return machine.components().contains(component);
    }

    private Lifecycle plan(Install install, Granted granted) {
        try {
            SlotName inactive = machine.inactive();
            List<Part> parts = parts(granted);
            if (granted.images().stream().allMatch(this::isInstalled)) {
                return alreadyThere(install, granted);
            }
            SlotName target = parts.stream().anyMatch(Part::isInSlot) ? inactive : inactive.opposite();
            return new Checked(new Plan(install.deploymentId(), install.trace(), install.release(), parts, target));
        } catch (UnfitException e) {
            return new Rejected(endingOf(install), e.reason());
        } catch (BootEnvironmentException e) {
            return new Rejected(
                    endingOf(install), new Reason("boot-environment-damaged", String.valueOf(e.getMessage())));
        }
    }

    /** What happens to each component: if one slot changes, all slots of the other name must be filled. */
    private List<Part> parts(Granted granted) throws UnfitException, BootEnvironmentException {
        List<Part> parts = new ArrayList<>();
        if (granted.images().stream().anyMatch(image -> isInSlot(image.component()))) {
            for (String component : machine.components()) {
                Part part = partInSlot(component, granted);
                machine.inactiveFor(component, part.image().length());
                parts.add(part);
            }
        }
        for (GrantedImage image : granted.images()) {
            if (!isInSlot(image.component())) {
                parts.add(new Part.Staged(image, inUse(image.component())));
            }
        }
        return parts;
    }

    private Part partInSlot(String component, Granted granted) throws UnfitException {
        Optional<Part> replaced = granted.images().stream()
                .filter(image -> image.component().equals(component))
                .<Part>map(Part.Replaced::new)
                .findFirst();
        return replaced.or(() -> inUse(component).map(image -> new Part.Kept(component, image)))
                .orElseThrow(() -> new UnfitException(new Reason(
                        "component-missing",
                        "the release leaves %s as it is, but what slot %s of it holds is not known here"
                                .formatted(component, machine.booted()))));
    }

    private boolean isInstalled(GrantedImage granted) {
        return running(granted.component()).equals(Optional.of(granted.image().sha256()));
    }

    /** The same images are in use already, perhaps under another name: that is success without a byte and without a reboot. */
    private Committed alreadyThere(Install install, Granted granted) {
        for (GrantedImage image : granted.images()) {
            Image known = new Image(install.release().name(), install.release().version(), image.image());
            installed.put(Map.of(image.component(), known), placeOf(image.component()));
        }
        return new Committed(endingOf(install), install.release().toString(), machine.booted());
    }

    private static Ending endingOf(Command command) {
        return new Ending(command.deploymentId(), command.trace(), 0);
    }
}
