package io.slipway.client.update;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.slipway.client.report.DeploymentState;
import io.slipway.client.report.Report.DeploymentReport;
import io.slipway.client.report.Report.InstalledComponent;
import io.slipway.client.report.Report.StatusReport;
import io.slipway.client.report.ReportQueue;
import io.slipway.client.slot.SlotName;
import io.slipway.client.update.Lifecycle.Ended;
import io.slipway.client.update.Lifecycle.UnderWay;

/** Turns what happens to the lifecycle into reports. */
public final class Announcements {

    private static final Duration PROGRESS_EVERY = Duration.ofSeconds(2);
    private static final int PROGRESS_STEPS = 20;

    private final ReportQueue queue;
    private final InstalledImages installed;
    private final Facts facts;
    private final Clock clock;
    private long lastProgressBytes;
    private Instant lastProgressAt = Instant.MIN;

    /**
     * What the device says of itself.
     *
     * @param components that it updates, each with the slot whose image is in use
     */
    public record Facts(
            String deviceType,
            String clientVersion,
            SlotName bootedSlot,
            Map<String, SlotName> components,
            Map<String, String> attributes) {

        public Facts {
            components = Map.copyOf(components);
            attributes = Map.copyOf(attributes);
        }
    }

    public Announcements(ReportQueue queue, InstalledImages installed, Facts facts, Clock clock) {
        this.queue = queue;
        this.installed = installed;
        this.facts = facts;
        this.clock = clock;
    }

    /** Reports what the device is and runs. */
    public void status() {
        List<InstalledComponent> components = facts.components().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(component -> installed
                        .in(component.getKey(), component.getValue())
                        .map(image -> new InstalledComponent(
                                component.getKey(),
                                image.name(),
                                image.version(),
                                image.content().sha256().hex()))
                        .stream())
                .toList();
        queue.add(new StatusReport(
                facts.deviceType(),
                facts.clientVersion(),
                facts.bootedSlot().text(),
                components,
                facts.attributes(),
                clock.instant()));
    }

    /** Reports that the lifecycle came to {@code state}, where that means something to the server. */
    public void entered(Lifecycle state) {
        switch (state) {
            case Ended ended -> outcome(ended);
            case Lifecycle.Checked checked -> report(checked, new DeploymentState.Accepted());
            case Lifecycle.Downloading downloading -> {
                lastProgressAt = Instant.MIN;
                progress(downloading, downloading.imageBytes(), downloading.bytesDownloaded());
            }
            case Lifecycle.Written written -> {
                long length = written.plan().imageBytes();
                report(written, new DeploymentState.Installing(length, length));
            }
            case Lifecycle.Rebooting rebooting -> {
                if (rebooting.requests() == 0) {
                    report(rebooting, new DeploymentState.Rebooting());
                }
            }
            case Lifecycle.Trial trial -> report(trial, new DeploymentState.Verifying());
            case Lifecycle.Idle _, Lifecycle.Verified _, Lifecycle.Armed _, Lifecycle.FallingBack _ -> {}
        }
    }

    /** Reports how far writing has come, at most every two seconds or twentieth part of the images. */
    public void progress(UnderWay state, long imageBytes, long bytesDownloaded) {
        long total = state.plan().imageBytes();
        Instant now = clock.instant();
        boolean due = lastProgressAt.equals(Instant.MIN)
                || imageBytes - lastProgressBytes >= Math.max(total / PROGRESS_STEPS, 1)
                || now.isAfter(lastProgressAt.plus(PROGRESS_EVERY));
        if (due) {
            lastProgressAt = now;
            lastProgressBytes = imageBytes;
            queue.add(new DeploymentReport(
                    state.plan().deploymentId(),
                    state.plan().trace(),
                    new DeploymentState.Downloading(imageBytes, total),
                    bytesDownloaded,
                    now));
        }
    }

    /** Whether the outcome of another deployment could be kept until the server takes it. */
    public boolean haveRoomForOutcome() {
        return queue.hasRoomForOutcome();
    }

    /** Reports an outcome again, because the server asked again; not while the last report of it is still on its way. */
    public void repeat(Ended ended) {
        if (!queue.outcomeIsWaiting(ended.ending().deploymentId())) {
            outcome(ended);
        }
    }

    /** Reports the outcome of the last update if a crash came between its end and its report. */
    public void catchUp(Lifecycle current) {
        if (current instanceof Ended ended
                && !queue.lastOutcomeIsOf(ended.ending().deploymentId())) {
            outcome(ended);
        }
    }

    private void outcome(Ended ended) {
        queue.add(outcome(ended, clock.instant()));
    }

    /** The report of how a deployment ended. */
    public static DeploymentReport outcome(Ended ended, Instant at) {
        DeploymentState.Outcome outcome =
                switch (ended) {
                    case Lifecycle.Committed _ -> new DeploymentState.Succeeded();
                    case Lifecycle.RolledBack rolledBack -> new DeploymentState.RolledBack(rolledBack.reason());
                    case Lifecycle.Failed failed -> new DeploymentState.Failed(failed.reason());
                    case Lifecycle.Rejected rejected -> new DeploymentState.Rejected(rejected.reason());
                    case Lifecycle.Cancelled cancelled -> new DeploymentState.Cancelled(cancelled.reason());
                };
        Ending ending = ended.ending();
        return new DeploymentReport(ending.deploymentId(), ending.trace(), outcome, ending.bytesDownloaded(), at);
    }

    private void report(UnderWay state, DeploymentState reported) {
        queue.add(new DeploymentReport(
                state.plan().deploymentId(), state.plan().trace(), reported, state.bytesDownloaded(), clock.instant()));
    }
}
