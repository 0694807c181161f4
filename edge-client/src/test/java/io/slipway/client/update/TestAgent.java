package io.slipway.client.update;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;

import io.slipway.client.component.HandledComponents;
import io.slipway.client.consent.Consent;
import io.slipway.client.download.Backoff;
import io.slipway.client.health.ExamineSystem;
import io.slipway.client.health.Vitals;
import io.slipway.client.hook.HookShelf;
import io.slipway.client.hook.RunHooks;
import io.slipway.client.install.Background;
import io.slipway.client.install.CopyImage;
import io.slipway.client.install.VerifyImage;
import io.slipway.client.install.WriteImage;
import io.slipway.client.journal.RecordLog;
import io.slipway.client.link.CommandInbox;
import io.slipway.client.log.EventLog;
import io.slipway.client.notification.Bulletin;
import io.slipway.client.notification.UpdateState;
import io.slipway.client.overlay.MigrateData;
import io.slipway.client.overlay.Overlays;
import io.slipway.client.report.ReportQueue;
import io.slipway.client.report.json.JsonReportWriter;
import io.slipway.client.slot.SlotName;
import io.slipway.client.time.MonotonicTime;
import io.slipway.client.trust.Authorization.SignedPayload;
import io.slipway.client.trust.AuthorizeUpdate;
import io.slipway.client.update.Announcements.Facts;
import io.slipway.client.update.json.JsonLifecycleCodec;
import io.slipway.metadata.digest.Sha256;
import io.slipway.metadata.key.bouncycastle.BouncyCastleVerifier;
import io.slipway.metadata.target.Content;
import io.slipway.metadata.trust.UpdateLimits;
import io.slipway.metadata.trust.UpdateMetadata;
import io.slipway.metadata.trust.file.FileTrustedMetadataStore;
import io.slipway.payload.apply.file.FilePayloadSource;
import io.slipway.payload.create.CreatedPayload;

/** The update agent as the client assembles it, on whatever storage a test has, with payloads from files and no server. */
final class TestAgent {

    private static final int CHECKPOINT_BYTES = 32 * 1024;

    private final Path directory;
    private final Map<String, Path> payloads;

    /**
     * @param directory of the test, for what needs no power cuts
     * @param payloads files by their digest
     */
    TestAgent(Path directory, Map<String, Path> payloads) {
        this.directory = directory;
        this.payloads = payloads;
    }

    /** What the client keeps. */
    record Journals(RecordLog lifecycle, RecordLog reports, RecordLog installed) {}

    /** An agent of a client that was just started. */
    UpdateAgent start(Machine machine, HandledComponents handled, Journals journals, ExamineSystem examine)
            throws IOException {
        return start(
                machine,
                handled,
                journals,
                new LifecycleJournal(journals.lifecycle(), new JsonLifecycleCodec()),
                examine);
    }

    /** Likewise, with a journal that somebody else writes to first. */
    UpdateAgent start(
            Machine machine,
            HandledComponents handled,
            Journals journals,
            LifecycleJournal lifecycle,
            ExamineSystem examine)
            throws IOException {
        CommandInbox inbox = new CommandInbox();
        InstalledImages images = new InstalledImages(journals.installed());
        EventLog log = new EventLog(new PrintStream(PrintStream.nullOutputStream()), Clock.systemUTC());
        Map<String, SlotName> components = new HashMap<>();
        machine.components().forEach(component -> components.put(component, machine.booted()));
        Announcements announcements = new Announcements(
                new ReportQueue(journals.reports(), new JsonReportWriter()),
                images,
                new Facts("virtual-board", "0", machine.booted(), components, Map.of()),
                Clock.systemUTC());
        UpdateMetadata metadata = new UpdateMetadata(
                (_, _) -> Optional.empty(),
                new FileTrustedMetadataStore(directory.resolve("metadata")),
                new BouncyCastleVerifier(),
                UpdateLimits.DEFAULT,
                Clock.systemUTC());
        WriteImage writeImage = new WriteImage(
                content -> new FilePayloadSource(
                        Objects.requireNonNull(payloads.get(content.sha256().hex()))),
                CHECKPOINT_BYTES,
                directory);
        Companions companions = nobody();
        return new UpdateAgent(
                lifecycle,
                new ActOnState(
                        new FillSlot(
                                machine,
                                handled,
                                writeImage,
                                new CopyImage(),
                                new VerifyImage(Map.of()),
                                images,
                                inbox),
                        new SwitchSlot(
                                machine,
                                new UseComponents(
                                        handled,
                                        new MigrateData(
                                                directory.resolve("migrations"), Overlays.NONE, Duration.ofMinutes(1)),
                                        images,
                                        log),
                                examine,
                                images),
                        Background.NONE,
                        inbox,
                        companions),
                new TakeCommand(
                        inbox,
                        new DecideOnCommand(
                                new AuthorizeUpdate(metadata, "virtual-board", components.keySet()), machine, images),
                        announcements,
                        new Backoff(Duration.ofMillis(1), Duration.ofMillis(1), RandomGenerator.getDefault()),
                        log),
                announcements,
                companions,
                log);
    }

    /** Nobody is told, asked or run. */
    private static Companions nobody() {
        EventLog silent = new EventLog(new PrintStream(OutputStream.nullOutputStream()), Clock.systemUTC());
        return new Companions(
                new Bulletin(UpdateState::state, Clock.systemUTC(), silent),
                new RunHooks(HookShelf.EMPTY, UpdateState::state, Duration.ofSeconds(1), silent),
                Consent.NOT_WANTED,
                new Vitals(MonotonicTime.SYSTEM),
                Clock.systemUTC());
    }

    /** A payload as signed metadata names it. */
    static SignedPayload signed(CreatedPayload payload) {
        return new SignedPayload(
                new Content(
                        payload.payloadLength(),
                        new Sha256(payload.payloadSha256().hex())),
                new Content(
                        payload.index().length(),
                        new Sha256(payload.index().sha256().hex())));
    }
}
