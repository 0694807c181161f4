package io.slipway.client.media;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.slipway.client.journal.RecordLog;
import io.slipway.client.link.Command.Release;
import io.slipway.client.log.EventLog;
import io.slipway.client.report.ReportWriter;
import io.slipway.client.update.Announcements;
import io.slipway.client.update.Lifecycle.Ended;
import io.slipway.client.update.LifecycleJournal;

/**
 * How installations from local media ended, kept until their medium is seen again: it may be gone when the trial of the new system ends. Holds the last {@value #CAPACITY}
 * results; one thread.
 *
 * <p>Records of the log: {@code begun BUNDLE DEPLOYMENT STARTED RELEASE NAME VERSION} of the installation under way, {@code ended BUNDLE TEXT} of each result. A result is written
 * to the medium before its record goes, so a loss of power between the two writes it twice and loses none.
 */
public final class MediaResults {

    static final int CAPACITY = 64;

    private final RecordLog log;
    private final Device device;
    private final ReportWriter reports;
    private final ResultWriter writer;
    private final Clock clock;
    private final EventLog events;
    private final List<Kept> kept = new ArrayList<>();
    private @Nullable Begun begun;

    /** What the device is called in results. */
    public record Device(String id, String type) {}

    private record Begun(String bundleId, UUID deploymentId, Instant startedAt, Release release) {

        String record() {
            return String.join(
                    " ",
                    "begun",
                    bundleId,
                    deploymentId.toString(),
                    startedAt.toString(),
                    release.id(),
                    release.name(),
                    release.version());
        }
    }

    private record Kept(String bundleId, String text) {

        String record() {
            return "ended " + bundleId + " " + text;
        }
    }

    /** Takes up what {@code log} holds. */
    public MediaResults(
            RecordLog log, Device device, ReportWriter reports, ResultWriter writer, Clock clock, EventLog events) {
        this.log = log;
        this.device = device;
        this.reports = reports;
        this.writer = writer;
        this.clock = clock;
        this.events = events;
        log.records().forEach(this::replay);
    }

    /** Whether the deployment came from a medium. */
    public boolean isFromMedium(UUID deploymentId) {
        return begun != null && begun.deploymentId().equals(deploymentId);
    }

    /** Remembers that a deployment comes from a bundle; of one that is known already nothing changes. */
    void begin(Bundle bundle, UUID deploymentId) {
        if (!isFromMedium(deploymentId)) {
            begun = new Begun(bundle.id(), deploymentId, clock.instant(), bundle.release());
            save();
        }
    }

    /** Makes a result of the installation under way if it has ended; to be called whenever the lifecycle may have come to its end. */
    public void settle(LifecycleJournal journal) {
        Begun waiting = begun;
        if (waiting == null) {
            return;
        }
        Optional<Ended> ended = journal.outcomeOf(waiting.deploymentId());
        if (ended.isPresent()) {
            kept.add(new Kept(waiting.bundleId(), writer.write(result(waiting, ended.get()))));
            if (kept.size() > CAPACITY) {
                kept.removeFirst();
            }
            begun = null;
            save();
        }
    }

    /** Writes the results of {@code bundle} to its medium. What cannot be written stays for the next time. */
    void deliver(Bundle bundle, Medium medium) {
        for (Kept result : List.copyOf(kept)) {
            if (result.bundleId().equals(bundle.id())) {
                try {
                    medium.write(device.id(), result.text().getBytes(StandardCharsets.UTF_8));
                } catch (IOException e) {
                    events.warn("the result cannot be written to the medium", "cause", e);
                    return;
                }
                kept.remove(result);
                save();
            }
        }
    }

    private MediaResult result(Begun waiting, Ended ended) {
        Instant now = clock.instant();
        return new MediaResult(
                waiting.bundleId(),
                device.id(),
                device.type(),
                waiting.release(),
                waiting.startedAt(),
                now,
                reports.write(1, Announcements.outcome(ended, now)));
    }

    private void replay(String record) {
        String[] words = record.split(" ", 3);
        switch (words[0]) {
            case "begun" -> {
                String[] rest = words[2].split(" ", 5);
                begun = new Begun(
                        words[1],
                        UUID.fromString(rest[0]),
                        Instant.parse(rest[1]),
                        new Release(rest[2], rest[3], rest[4]));
            }
            case "ended" -> kept.add(new Kept(words[1], words[2]));
            default -> throw new IllegalStateException("The journal of media has an unknown record: " + words[0]);
        }
    }

    private void save() {
        List<String> records = new ArrayList<>(kept.stream().map(Kept::record).toList());
        if (begun != null) {
            records.add(begun.record());
        }
        log.replace(records);
    }
}
