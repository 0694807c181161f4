package io.slipway.client.update;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.slipway.client.component.HandledComponents;
import io.slipway.client.component.HandledComponents.Handled;
import io.slipway.client.component.HandlerException;
import io.slipway.client.component.StagedComponent;
import io.slipway.client.component.StagingArea;
import io.slipway.client.log.EventLog;
import io.slipway.client.overlay.MigrateData;
import io.slipway.client.report.Reason;
import io.slipway.client.update.InstalledImages.Image;
import io.slipway.client.update.Lifecycle.Committed;
import io.slipway.client.update.Lifecycle.Ended;

/** Brings the components of an update into use that have no slots, and takes them back. Each step can be repeated after a crash. */
public final class UseComponents {

    private final HandledComponents handled;
    private final MigrateData migrate;
    private final InstalledImages installed;
    private final EventLog log;

    public UseComponents(HandledComponents handled, MigrateData migrate, InstalledImages installed, EventLog log) {
        this.handled = handled;
        this.migrate = migrate;
        this.installed = installed;
        this.log = log;
    }

    /** Migrates data, if another system runs, and brings all of them into use, in the order of the plan; says why that failed, if it did. */
    Optional<Reason> activate(Plan plan) throws InterruptedException {
        if (plan.switchesSlots()) {
            Optional<String> failure = migrate.run();
            if (failure.isPresent()) {
                return failure.map(why -> new Reason("migration-failed", why));
            }
        }
        for (Part.Staged part : staged(plan)) {
            try {
                handled.get(part.component()).handler().activate(describe(plan, part));
            } catch (HandlerException e) {
                return Optional.of(reason("activation-failed", part, e));
            }
        }
        return Optional.empty();
    }

    /** Brings what was there before into use again, the last first; says what could not be taken back. All are tried. */
    Optional<Reason> undo(Plan plan) throws InterruptedException {
        Optional<Reason> first = Optional.empty();
        for (Part.Staged part : staged(plan).reversed()) {
            try {
                handled.get(part.component()).handler().undo(describe(plan, part));
                part.previous()
                        .ifPresentOrElse(
                                image -> installed.put(Map.of(part.component(), image), StagingArea.CURRENT),
                                () -> installed.forget(part.component(), StagingArea.CURRENT));
            } catch (HandlerException e) {
                log.error("a component could not be taken back", "component", part.component(), "cause", e);
                first = first.or(() -> Optional.of(reason("undo-failed", part, e)));
            }
        }
        return first;
    }

    /** Remembers what is in use from now on. */
    void remember(Plan plan) {
        for (Part.Staged part : staged(plan)) {
            Image image = new Image(plan.release().name(), plan.release().version(), part.image());
            installed.put(Map.of(part.component(), image), StagingArea.CURRENT);
        }
    }

    /** Clears up after an update that has ended. What cannot be cleared up is told to the log and left. */
    void settle(Ended state) throws InterruptedException {
        for (Map.Entry<String, Handled> component : handled.components().entrySet()) {
            StagingArea area = component.getValue().area();
            try {
                if (area.isStaged() && state instanceof Committed) {
                    component.getValue().handler().keep(component.getKey());
                    area.keep();
                } else {
                    area.drop();
                }
            } catch (HandlerException | IOException e) {
                log.warn("the image of a component is left behind", "component", component.getKey(), "cause", e);
            }
        }
    }

    private StagedComponent describe(Plan plan, Part.Staged part) {
        return new StagedComponent(
                part.component(),
                handled.get(part.component()).area().nextFile(),
                part.image(),
                plan.deploymentId(),
                plan.release().name(),
                plan.release().version());
    }

    private static List<Part.Staged> staged(Plan plan) {
        return plan.parts().stream()
                .filter(Part.Staged.class::isInstance)
                .map(Part.Staged.class::cast)
                .toList();
    }

    private static Reason reason(String code, Part.Staged part, HandlerException e) {
        return new Reason(code, part.component() + ": " + e.getMessage());
    }
}
