package io.slipway.client.update;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGeneratorFactory;

import io.slipway.client.bootloader.BootEnvironmentContract.Rig;
import io.slipway.client.bootloader.BootFiles;
import io.slipway.client.bootloader.BootState.Settled;
import io.slipway.client.bootloader.file.ForcedBootFiles;
import io.slipway.client.component.HandledComponents;
import io.slipway.client.fixture.crash.CrashDisk;
import io.slipway.client.health.ExamineSystem;
import io.slipway.client.health.HealthCheck;
import io.slipway.client.health.Verdict;
import io.slipway.client.health.Verdict.Healthy;
import io.slipway.client.journal.file.FileRecordLog;
import io.slipway.client.link.Command.Release;
import io.slipway.client.report.TraceContext;
import io.slipway.client.slot.SlotName;
import io.slipway.client.slot.Slots;
import io.slipway.client.slot.file.FileSlot;
import io.slipway.client.trust.Authorization.GrantedImage;
import io.slipway.client.trust.Authorization.SignedPayload;
import io.slipway.client.update.Lifecycle.Checked;
import io.slipway.client.update.Lifecycle.Committed;
import io.slipway.client.update.Lifecycle.Idle;
import io.slipway.client.update.Lifecycle.RolledBack;
import io.slipway.client.update.UpdateAgent.Finish;
import io.slipway.client.update.json.JsonLifecycleCodec;
import io.slipway.metadata.digest.Sha256;
import io.slipway.metadata.target.Content;
import io.slipway.payload.create.CreateDelta;
import io.slipway.payload.create.CreatePayload;
import io.slipway.payload.create.CreatedPayload;
import io.slipway.payload.create.CreationSettings;
import io.slipway.payload.create.DeltaSettings;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A whole update with the adapters of a real device on a disk whose every write, flush and change of names is recorded, the bootloader's own among them; then
 * the power is lost at every point of that record, in every way that {@link io.slipway.client.fixture.crash} describes, and the device must come up with a whole
 * system, finish or undo.
 */
public final class PowerLossRig {

    private static final int STARTS = 20;
    private static final int RANGE_BYTES = 4096;
    private static final Path BOOT = Path.of("/boot");
    private static final String SLOT_A = "/dev/rootfs-a";
    private static final String SLOT_B = "/dev/rootfs-b";

    private final Path directory;
    private final byte[] oldImage;
    private final byte[] newImage;
    private final Map<String, Path> payloads = new HashMap<>();
    private final Plan full;
    private final Plan delta;

    /**
     * @param directory of the test
     * @param imageBytes of the old and the new system
     */
    public PowerLossRig(Path directory, int imageBytes) throws Exception {
        this.directory = directory;
        this.oldImage = noise(1, imageBytes);
        this.newImage = halfOf(oldImage, noise(2, imageBytes));
        Path image = Files.write(directory.resolve("image"), newImage);
        CreatedPayload whole = new CreatePayload(new CreationSettings(RANGE_BYTES, 2 * RANGE_BYTES, 1, 1))
                .create(image, directory.resolve("full"), _ -> {});
        CreatedPayload changes = new CreateDelta(new DeltaSettings(RANGE_BYTES, 2 * RANGE_BYTES, 1))
                .create(
                        Files.write(directory.resolve("old"), oldImage),
                        image,
                        directory.resolve("delta"),
                        directory,
                        _ -> {})
                .payload();
        payloads.put(whole.payloadSha256().hex(), directory.resolve("full"));
        payloads.put(changes.payloadSha256().hex(), directory.resolve("delta"));
        full = plan(TestAgent.signed(whole), Optional.empty());
        delta = plan(TestAgent.signed(whole), Optional.of(TestAgent.signed(changes)));
    }

    /** The bootloader of a device. */
    public interface Board {

        /** Makes its files, with slot a committed. */
        void manufacture(BootFiles files, Path place) throws IOException;

        /** The adapter and the bootloader over files that have been made. */
        Rig start(BootFiles files, Path place) throws IOException;

        /** Boots that a trial may take. */
        int limit();
    }

    /** An update by the full payload. */
    public Plan full() {
        return full;
    }

    /** An update by a delta. */
    public Plan delta() {
        return delta;
    }

    /**
     * Goes through the update, then loses the power at every instant of it and lets the device go on from what is left.
     *
     * @param health what the examination of the new system says
     * @return how many states there were
     * @throws AssertionError for the first state from which the device does not end well
     */
    public CrashDisk.Count loseAtEveryInstant(Board board, Plan plan, Verdict health) throws Exception {
        return record(board, plan, health).disk().tryAllCrashes((disk, state) -> new Device(board, disk, plan, health)
                .live(state));
    }

    /** Likewise, on a medium that nobody has ever asked to flush anything. */
    public CrashDisk.Count loseWithoutFlushes(Board board, Plan plan, Verdict health) throws Exception {
        return record(board, plan, health)
                .disk()
                .tryAllCrashesWithoutFlushes((disk, state) -> new Device(board, disk, plan, health).live(state));
    }

    private Device record(Board board, Plan plan, Verdict health) throws Exception {
        CrashDisk disk = new CrashDisk(Set.of("/data", "/boot", "/boot/entries"));
        disk.have(SLOT_A, oldImage);
        disk.have(SLOT_B, new byte[newImage.length]);
        board.manufacture(new ForcedBootFiles(), disk.path(BOOT.toString()));
        Device device = new Device(board, disk.settled(), plan, health);
        assertThat(device.live("without a loss of power"))
                .isInstanceOf(health instanceof Healthy ? Committed.class : RolledBack.class);
        return device;
    }

    private Plan plan(SignedPayload whole, Optional<SignedPayload> changes) {
        return new Plan(
                UUID.fromString("11111111-2222-3333-4444-555555555555"),
                TraceContext.NONE,
                new Release("r", "debian", "2"),
                List.of(new Part.Replaced(
                        new GrantedImage("rootfs", new Content(newImage.length, Sha256.of(newImage)), whole, changes))),
                SlotName.B);
    }

    private static byte[] noise(long seed, int length) {
        byte[] noise = new byte[length];
        RandomGeneratorFactory.of("L64X128MixRandom").create(seed).nextBytes(noise);
        return noise;
    }

    /** Blocks of the one and of the other in turns. */
    private static byte[] halfOf(byte[] one, byte[] other) {
        byte[] mixed = one.clone();
        for (int at = 1_000; at < mixed.length; at += 2_000) {
            System.arraycopy(other, at, mixed, at, Math.min(1_000, mixed.length - at));
        }
        return mixed;
    }

    /** A device of which nothing survives but its disk. */
    private final class Device {

        private final Board board;
        private final CrashDisk disk;
        private final Plan plan;
        private final Verdict health;

        Device(Board board, CrashDisk disk, Plan plan, Verdict health) {
            this.board = board;
            this.disk = disk;
            this.plan = plan;
            this.health = health;
        }

        CrashDisk disk() {
            return disk;
        }

        /** Boots and works until the update has ended. */
        Lifecycle live(String when) throws Exception {
            Rig rig = board.start(new ForcedBootFiles(), disk.path(BOOT.toString()));
            Optional<String> argument = Optional.empty();
            for (int start = 0; start < STARTS; start++) {
                SlotName booted = rig.bootloader().boot(argument);
                assertThat(isWhole(booted))
                        .as("slot %s comes up %s", booted, when)
                        .isTrue();
                try (FileRecordLog lifecycle = FileRecordLog.open(disk.path("/data/lifecycle.journal"));
                        FileRecordLog reports = FileRecordLog.open(disk.path("/data/reports.journal"));
                        FileRecordLog installed = FileRecordLog.open(disk.path("/data/installed.journal"))) {
                    LifecycleJournal journal = new LifecycleJournal(lifecycle, new JsonLifecycleCodec());
                    if (journal.current() instanceof Idle) { // the server asks until it has an answer
                        journal.move(new Checked(plan));
                    }
                    UpdateAgent agent =
                            agent(rig, booted, new TestAgent.Journals(lifecycle, reports, installed), journal);
                    agent.start();
                    if (agent.advance() == Finish.REST) {
                        assertEnded(journal.current(), rig, booted, reports, when);
                        return journal.current();
                    }
                    argument = rig.environment().rebootArgument();
                }
            }
            throw new AssertionError("The device did not come to rest within " + STARTS + " starts " + when);
        }

        private UpdateAgent agent(Rig rig, SlotName booted, TestAgent.Journals journals, LifecycleJournal lifecycle)
                throws IOException {
            Slots slots = new Slots(
                    "rootfs",
                    new FileSlot(SlotName.A, disk.path(SLOT_A), 0),
                    new FileSlot(SlotName.B, disk.path(SLOT_B), 0));
            return new TestAgent(directory, payloads)
                    .start(
                            new Machine(booted, rig.environment(), List.of(slots), board.limit()),
                            new HandledComponents(Map.of()),
                            journals,
                            lifecycle,
                            new ExamineSystem(
                                    List.of(new HealthCheck("one", "true", Duration.ofSeconds(1))), (_, _) -> health));
        }

        /** Too many losses of power during the trial look like a system that does not come up; an unfit system is never committed. */
        private void assertEnded(Lifecycle end, Rig rig, SlotName booted, FileRecordLog reports, String when)
                throws Exception {
            SlotName kept = end instanceof Committed && health instanceof Healthy ? SlotName.B : SlotName.A;
            assertThat(end).as(when).isInstanceOf(kept == SlotName.B ? Committed.class : RolledBack.class);
            assertThat(booted).as(when).isEqualTo(kept);
            assertThat(rig.environment().read()).as(when).isEqualTo(new Settled(kept));
            assertThat(disk.content(SLOT_A)).as(when).isEqualTo(oldImage);
            assertThat(reports.records().stream().filter(report -> report.contains(" OUTCOME ")))
                    .as(when)
                    .hasSize(1)
                    .allMatch(report -> report.contains(kept == SlotName.B ? "succeeded" : "rolled-back"));
        }

        private boolean isWhole(SlotName slot) {
            return slot == SlotName.A
                    ? Arrays.equals(disk.content(SLOT_A), oldImage)
                    : Arrays.equals(disk.content(SLOT_B), newImage);
        }
    }
}
