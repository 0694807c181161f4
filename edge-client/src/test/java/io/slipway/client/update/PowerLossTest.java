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
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.slipway.client.bootloader.BootEnvironment;
import io.slipway.client.bootloader.BootState.OnTrial;
import io.slipway.client.bootloader.BootState.Settled;
import io.slipway.client.bootloader.file.ForcedBootFiles;
import io.slipway.client.bootloader.uboot.UbootEnvironment;
import io.slipway.client.component.HandledComponents;
import io.slipway.client.fixture.crash.CrashDisk;
import io.slipway.client.health.ExamineSystem;
import io.slipway.client.health.HealthCheck;
import io.slipway.client.health.Verdict;
import io.slipway.client.health.Verdict.Healthy;
import io.slipway.client.health.Verdict.Unhealthy;
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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * A whole update with the adapters of a real device on a disk whose every write, flush and change of names is recorded; then the power is lost at every point of
 * that record, in every way that {@link io.slipway.client.fixture.crash} describes, and the device must come up with a whole system, finish or undo.
 */
class PowerLossTest {

    private static final int STARTS = 20;
    private static final byte[] OLD = noise(1);
    private static final byte[] NEW = halfOf(OLD, noise(2));

    @TempDir
    static Path directory;

    private static final Map<String, Path> PAYLOADS = new HashMap<>();

    private static Plan full;
    private static Plan delta;

    @BeforeAll
    static void make_the_payloads() throws Exception {
        Path old = Files.write(directory.resolve("old"), OLD);
        Path image = Files.write(directory.resolve("image"), NEW);
        CreatedPayload whole = new CreatePayload(new CreationSettings(4096, 8 * 1024, 1, 1))
                .create(image, directory.resolve("full"), _ -> {});
        CreatedPayload changes = new CreateDelta(new DeltaSettings(4096, 8 * 1024, 1))
                .create(old, image, directory.resolve("delta"), directory, _ -> {})
                .payload();
        PAYLOADS.put(whole.payloadSha256().hex(), directory.resolve("full"));
        PAYLOADS.put(changes.payloadSha256().hex(), directory.resolve("delta"));
        Content content = new Content(NEW.length, Sha256.of(NEW));
        full = plan(new GrantedImage("rootfs", content, signed(whole), Optional.empty()));
        delta = plan(new GrantedImage("rootfs", content, signed(whole), Optional.of(signed(changes))));
    }

    private static Plan plan(GrantedImage image) {
        return new Plan(
                UUID.fromString("11111111-2222-3333-4444-555555555555"),
                TraceContext.NONE,
                new Release("r", "debian", "2"),
                List.of(new Part.Replaced(image)),
                SlotName.B);
    }

    private static SignedPayload signed(CreatedPayload payload) {
        return new SignedPayload(
                new Content(
                        payload.payloadLength(),
                        new Sha256(payload.payloadSha256().hex())),
                new Content(
                        payload.index().length(),
                        new Sha256(payload.index().sha256().hex())));
    }

    static Stream<String> boards() {
        return Stream.of("uboot");
    }

    @ParameterizedTest
    @MethodSource("boards")
    void a_healthy_update_ends_well_wherever_the_power_is_lost(String board) throws Exception {
        for (Plan plan : List.of(full, delta)) {
            // Given
            Device device = Device.manufactured(plan, new Healthy());
            assertThat(device.live()).isInstanceOf(Committed.class);

            // When
            CrashDisk.Count count = device.disk().tryAllCrashes((disk, state) -> {
                Lifecycle end = new Device(disk, plan, new Healthy()).live(state);

                // Then: too many losses during the trial look like a system that does not come up
                assertThat(end).as(state).isInstanceOfAny(Committed.class, RolledBack.class);
            });
            System.out.println(board + " " + count);
            assertThat(count.different()).isGreaterThan(1000);
        }
    }

    @ParameterizedTest
    @MethodSource("boards")
    void an_unhealthy_update_is_undone_wherever_the_power_is_lost(String board) throws Exception {
        // Given
        Verdict unfit = new Unhealthy("no network");
        Device device = Device.manufactured(delta, unfit);
        assertThat(device.live()).isInstanceOf(RolledBack.class);

        // When
        CrashDisk.Count count = device.disk()
                .tryAllCrashes((disk, state) -> assertThat(new Device(disk, delta, unfit).live(state))
                        .as(state)
                        .isInstanceOf(RolledBack.class));
        System.out.println(board + " " + count);
    }

    @Test
    void the_rig_finds_fault_when_flushes_are_left_out() throws Exception {
        // Given
        Device device = Device.manufactured(full, new Healthy());
        device.live();

        // Then
        assertThatThrownBy(() -> device.disk()
                        .tryAllCrashesWithoutFlushes(
                                (disk, state) -> new Device(disk, full, new Healthy()).live(state)))
                .isInstanceOf(AssertionError.class);
    }

    /** A device of which nothing survives but its disk. */
    private record Device(CrashDisk disk, Plan plan, Verdict health) {

        private static final String SLOT_A = "/dev/rootfs-a";
        private static final String SLOT_B = "/dev/rootfs-b";

        static Device manufactured(Plan plan, Verdict health) throws IOException {
            CrashDisk disk = new CrashDisk(Set.of("/data", "/boot"));
            disk.have(SLOT_A, OLD);
            disk.have(SLOT_B, new byte[NEW.length]);
            UbootEnvironment.create(new ForcedBootFiles(), disk.path("/boot/env"), new Settled(SlotName.A));
            return new Device(disk.settled(), plan, health);
        }

        Lifecycle live() throws Exception {
            return live("without a loss of power");
        }

        /** Boots and works until the update has ended. */
        Lifecycle live(String when) throws Exception {
            for (int start = 0; start < STARTS; start++) {
                SlotName booted = boot();
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
                    UpdateAgent agent = new TestAgent(directory, PAYLOADS)
                            .start(
                                    machine(booted),
                                    new HandledComponents(Map.of()),
                                    new TestAgent.Journals(lifecycle, reports, installed),
                                    journal,
                                    new ExamineSystem(
                                            List.of(new HealthCheck("one", "true", Duration.ofSeconds(1))),
                                            (_, _) -> health));
                    agent.start();
                    if (agent.advance() == Finish.REST) {
                        assertEnded(journal.current(), booted, reports, when);
                        return journal.current();
                    }
                }
            }
            throw new AssertionError("The device did not come to rest within " + STARTS + " starts " + when);
        }

        private void assertEnded(Lifecycle end, SlotName booted, FileRecordLog reports, String when) throws Exception {
            SlotName kept = end instanceof Committed ? SlotName.B : SlotName.A;
            assertThat(booted).as(when).isEqualTo(kept);
            assertThat(environment().read()).as(when).isEqualTo(new Settled(kept));
            assertThat(disk.content(SLOT_A)).as(when).isEqualTo(OLD);
            String outcome = end instanceof Committed ? "succeeded" : "rolled-back";
            assertThat(reports.records().stream().filter(report -> report.contains(" OUTCOME ")))
                    .as(when)
                    .hasSize(1)
                    .allMatch(report -> report.contains(outcome));
        }

        private boolean isWhole(SlotName slot) {
            return slot == SlotName.A
                    ? Arrays.equals(disk.content(SLOT_A), OLD)
                    : Arrays.equals(disk.content(SLOT_B), NEW);
        }

        private BootEnvironment environment() {
            return UbootEnvironment.in(new ForcedBootFiles(), disk.path("/boot/env"));
        }

        private SlotName boot() throws Exception {
            if (environment().read() instanceof OnTrial trial) {
                OnTrial counted = trial.attempt();
                environment().write(counted);
                return counted.isExhausted() ? counted.committed() : counted.trial();
            }
            return environment().read().committed();
        }

        private Machine machine(SlotName booted) {
            return new Machine(
                    booted,
                    environment(),
                    List.of(new Slots(
                            "rootfs",
                            new FileSlot(SlotName.A, disk.path(SLOT_A), 0),
                            new FileSlot(SlotName.B, disk.path(SLOT_B), 0))),
                    2);
        }
    }

    private static byte[] noise(long seed) {
        byte[] noise = new byte[40_000];
        RandomGeneratorFactory.of("L64X128MixRandom").create(seed).nextBytes(noise);
        return noise;
    }

    /** Blocks of the one and of the other in turns. */
    private static byte[] halfOf(byte[] one, byte[] other) {
        byte[] mixed = one.clone();
        for (int at = 5_000; at + 5_000 < mixed.length; at += 10_000) {
            System.arraycopy(other, at, mixed, at, 5_000);
        }
        return mixed;
    }
}
