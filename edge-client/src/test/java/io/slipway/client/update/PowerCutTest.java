package io.slipway.client.update;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.slipway.client.bootloader.BootState;
import io.slipway.client.bootloader.BootState.OnTrial;
import io.slipway.client.bootloader.BootState.Settled;
import io.slipway.client.component.HandledComponents;
import io.slipway.client.component.HandledComponents.Handled;
import io.slipway.client.component.StagingArea;
import io.slipway.client.health.ExamineSystem;
import io.slipway.client.health.HealthCheck;
import io.slipway.client.health.Verdict;
import io.slipway.client.health.Verdict.Healthy;
import io.slipway.client.health.Verdict.Unhealthy;
import io.slipway.client.link.Command.Release;
import io.slipway.client.report.TraceContext;
import io.slipway.client.slot.SlotName;
import io.slipway.client.slot.Slots;
import io.slipway.client.trust.Authorization.GrantedImage;
import io.slipway.client.trust.Authorization.SignedPayload;
import io.slipway.client.update.InstalledImages.Image;
import io.slipway.client.update.Lifecycle.Checked;
import io.slipway.client.update.Lifecycle.Committed;
import io.slipway.client.update.Lifecycle.RolledBack;
import io.slipway.client.update.Medium.PowerCut;
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

/** An update whose power is cut at every durable effect there is, before and after it, with what was not forced lost by chance. */
class PowerCutTest {

    private static final UUID DEPLOYMENT = UUID.fromString("11111111-2222-3333-4444-555555555555");
    private static final int BOOT_LIMIT = 3;
    private static final int STARTS = 40;
    private static final byte[] OLD = noise(1, 200_000);
    private static final byte[] NEW = halfOf(OLD, noise(2, 200_000));
    private static final byte[] OLD_KERNEL = noise(3, 30_000);
    private static final byte[] NEW_KERNEL = noise(4, 30_000);
    private static final byte[] APP = noise(6, 5_000);
    private static final byte[] FIRMWARE = noise(5, 10_000);
    private static final Image INSTALLED_APP = new Image("debian", "1", contentOf(noise(7, 5_000)));
    private static final Image INSTALLED_FIRMWARE = new Image("debian", "1", contentOf(FIRMWARE));

    @TempDir
    static Path directory;

    private static final Map<String, Path> PAYLOADS = new HashMap<>();

    private static Part full;
    private static Part delta;
    private static Part kernel;
    private static Part app;

    @BeforeAll
    static void make_the_payloads() throws Exception {
        Path old = Files.write(directory.resolve("old"), OLD);
        Path image = Files.write(directory.resolve("image"), NEW);
        CreatedPayload changes = new CreateDelta(new DeltaSettings(4096, 16 * 1024, 1))
                .create(old, image, directory.resolve("delta"), directory, _ -> {})
                .payload();
        PAYLOADS.put(changes.payloadSha256().hex(), directory.resolve("delta"));
        GrantedImage fullOnly = new GrantedImage("rootfs", contentOf(NEW), whole(NEW), Optional.empty());
        full = new Part.Replaced(fullOnly);
        delta = new Part.Replaced(
                new GrantedImage("rootfs", fullOnly.image(), fullOnly.full(), Optional.of(TestAgent.signed(changes))));
        kernel = new Part.Replaced(
                new GrantedImage("kernel", contentOf(NEW_KERNEL), whole(NEW_KERNEL), Optional.empty()));
        app = new Part.Staged(
                new GrantedImage("app", contentOf(APP), whole(APP), Optional.empty()), Optional.of(INSTALLED_APP));
    }

    private static SignedPayload whole(byte[] image) throws Exception {
        Path file = directory.resolve("full-" + image.length);
        CreatedPayload created = new CreatePayload(new CreationSettings(4096, 16 * 4096, 1, 1))
                .create(Files.write(directory.resolve("image-" + image.length), image), file, _ -> {});
        PAYLOADS.put(created.payloadSha256().hex(), file);
        return TestAgent.signed(created);
    }

    private static Content contentOf(byte[] image) {
        return new Content(image.length, Sha256.of(image));
    }

    static Stream<List<Part>> plans() {
        Part firmware = new Part.Kept("firmware", INSTALLED_FIRMWARE);
        return Stream.of(
                List.of(full), List.of(delta), List.of(delta, kernel, firmware), List.of(delta, app), List.of(app));
    }

    @ParameterizedTest
    @MethodSource("plans")
    void a_healthy_update_is_committed_wherever_the_power_is_cut(List<Part> parts) throws Exception {
        long effects = new Device(parts, new Healthy(), 0).runToTheEnd().medium.effects();
        assertThat(effects).as("crash points").isGreaterThan(20);
        for (long at = 1; at <= effects; at++) {
            for (boolean after : new boolean[] {false, true}) {
                // Given
                Device device = new Device(parts, new Healthy(), at);
                device.medium.cutAt(at, after);

                // When
                device.runToTheEnd();

                // Then
                device.assertCommitted("cut at effect " + at + (after ? ", after it" : ", before it"));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("plans")
    void an_unhealthy_update_is_rolled_back_wherever_the_power_is_cut(List<Part> parts) throws Exception {
        Verdict unfit = new Unhealthy("no network");
        long effects = new Device(parts, unfit, 0).runToTheEnd().medium.effects();
        for (long at = 1; at <= effects; at++) {
            for (boolean after : new boolean[] {false, true}) {
                // Given
                Device device = new Device(parts, unfit, at);
                device.medium.cutAt(at, after);

                // When
                device.runToTheEnd();

                // Then
                device.assertRolledBack("cut at effect " + at + (after ? ", after it" : ", before it"));
            }
        }
    }

    @Test
    void a_device_comes_up_whole_however_often_the_power_is_cut() throws Exception {
        for (long seed = 1; seed <= 200; seed++) {
            // Given
            Device device = new Device(List.of(seed % 2 == 0 ? full : delta, kernel), new Healthy(), seed);
            device.cutsLeft = 6;

            // When
            device.runToTheEnd();

            // Then: too many cuts during the trial look like a system that does not come up
            Lifecycle end = device.state();
            assertThat(end).as("seed %d", seed).isInstanceOfAny(Committed.class, RolledBack.class);
            if (end instanceof Committed) {
                device.assertCommitted("seed " + seed);
            } else {
                device.assertRolledBack("seed " + seed);
            }
        }
    }

    /** Blocks of the one and of the other in turns. */
    private static byte[] halfOf(byte[] one, byte[] other) {
        byte[] mixed = one.clone();
        for (int at = 5_000; at + 5_000 < mixed.length; at += 10_000) {
            System.arraycopy(other, at, mixed, at, 5_000);
        }
        return mixed;
    }

    private static byte[] noise(long seed, int length) {
        byte[] noise = new byte[length];
        RandomGeneratorFactory.of("L64X128MixRandom").create(seed).nextBytes(noise);
        return noise;
    }

    private record SlotPair(Medium.MemorySlot a, Medium.MemorySlot b) {

        void lose() {
            a.lose();
            b.lose();
        }
    }

    /** A device that survives in its medium, and nowhere else. */
    private static final class Device {

        private final RandomGenerator random;
        private final Medium medium;
        private final Medium.Log lifecycle;
        private final Medium.Log reports;
        private final Medium.Log installed;
        private final Medium.Environment environment;
        private final List<Part> parts;
        private final List<Part> inSlots;
        private final SlotName target;
        private final Medium.Application application;
        private final Map<String, SlotPair> slots = new LinkedHashMap<>();
        private final Verdict health;
        private int cutsLeft;

        Device(List<Part> parts, Verdict health, long seed) {
            this.parts = parts;
            this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            this.medium = new Medium(random);
            this.lifecycle = medium.log();
            this.reports = medium.log();
            this.installed = medium.log();
            this.environment = medium.environment(new Settled(SlotName.A));
            this.application = medium.application();
            this.inSlots = parts.stream().filter(Part::isInSlot).toList();
            this.target = inSlots.isEmpty() ? SlotName.A : SlotName.B;
            if (parts.contains(app)) {
                new InstalledImages(installed).put(Map.of("app", INSTALLED_APP), SlotName.A);
            }
            for (Part part : inSlots.isEmpty() ? List.of(full) : inSlots) {
                byte[] old = oldImage(part);
                slots.put(
                        part.component(),
                        new SlotPair(
                                medium.slot(SlotName.A, old),
                                medium.slot(
                                        SlotName.B, new byte[(int) part.image().length()])));
            }
            this.health = health;
            new LifecycleJournal(lifecycle, new JsonLifecycleCodec())
                    .move(new Checked(
                            new Plan(DEPLOYMENT, TraceContext.NONE, new Release("r", "debian", "2"), parts, target)));
        }

        private static byte[] oldImage(Part part) {
            return part.component().equals("rootfs") ? OLD : part.component().equals("kernel") ? OLD_KERNEL : FIRMWARE;
        }

        private static byte[] newImage(Part part) {
            return part.component().equals("rootfs") ? NEW : part.component().equals("kernel") ? NEW_KERNEL : FIRMWARE;
        }

        Device runToTheEnd() throws Exception {
            for (int start = 0; start < STARTS; start++) {
                if (cutsLeft > 0) {
                    cutsLeft--;
                    medium.cutAt(1 + random.nextLong(30), random.nextBoolean());
                }
                try {
                    Optional<SlotName> booted = bootloader();
                    if (booted.isPresent() && run(booted.get()) == Finish.REST) {
                        return this;
                    }
                } catch (PowerCut cut) {
                    slots.values().forEach(SlotPair::lose);
                }
            }
            throw new AssertionError("The device did not come to rest within " + STARTS + " starts: " + state());
        }

        /** The slot that comes up; none if its image is not whole. */
        private Optional<SlotName> bootloader() {
            SlotName slot = environment.read().committed();
            if (environment.read() instanceof OnTrial trial) {
                OnTrial counted = trial.attempt();
                environment.write(counted);
                slot = counted.isExhausted() ? counted.committed() : counted.trial();
            }
            SlotName chosen = slot;
            boolean comesUp = inSlots.stream()
                    .allMatch(part -> chosen == SlotName.A
                            ? Arrays.equals(pair(part).a().content(), oldImage(part))
                            : Arrays.equals(pair(part).b().content(), newImage(part)));
            assertThat(comesUp || slot == SlotName.B)
                    .as("the old system always comes up")
                    .isTrue();
            return comesUp ? Optional.of(slot) : Optional.empty();
        }

        private Finish run(SlotName booted) throws Exception {
            UpdateAgent agent = agent(booted);
            agent.start();
            return agent.advance();
        }

        private UpdateAgent agent(SlotName booted) throws IOException {
            ExamineSystem examine =
                    new ExamineSystem(List.of(new HealthCheck("one", "true", Duration.ofSeconds(1))), (_, _) -> health);
            return new TestAgent(directory, PAYLOADS)
                    .start(
                            new Machine(booted, environment, groups(), BOOT_LIMIT),
                            new HandledComponents(Map.of("app", new Handled(application, application))),
                            new TestAgent.Journals(lifecycle, reports, installed),
                            examine);
        }

        private SlotPair pair(Part part) {
            return Objects.requireNonNull(slots.get(part.component()));
        }

        private List<Slots> groups() {
            return slots.entrySet().stream()
                    .map(entry -> new Slots(
                            entry.getKey(),
                            entry.getValue().a(),
                            entry.getValue().b()))
                    .toList();
        }

        Lifecycle state() {
            return new LifecycleJournal(lifecycle, new JsonLifecycleCodec()).current();
        }

        void assertCommitted(String when) {
            assertThat(state()).as(when).isInstanceOf(Committed.class);
            assertThat(environment.read()).as(when).isEqualTo((BootState) new Settled(target));
            for (Part part : inSlots) {
                assertThat(pair(part).b().content()).as(when).isEqualTo(newImage(part));
                assertThat(new InstalledImages(installed).in(part.component(), SlotName.B))
                        .as(when)
                        .get()
                        .extracting(Image::content)
                        .isEqualTo(part.image());
            }
            assertApplication("2", app.image(), when);
            assertOutcome("succeeded", when);
        }

        void assertRolledBack(String when) {
            assertThat(state()).as(when).isInstanceOf(RolledBack.class);
            assertThat(environment.read()).as(when).isEqualTo((BootState) new Settled(SlotName.A));
            assertApplication("1", INSTALLED_APP.content(), when);
            assertOutcome("rolled-back", when);
        }

        private void assertApplication(String version, Content image, String when) {
            if (parts.contains(app)) {
                assertThat(application.inUse()).as(when).isEqualTo(version);
                assertThat(application.isStaged()).as(when).isFalse();
                assertThat(new InstalledImages(installed).in("app", StagingArea.CURRENT))
                        .as(when)
                        .get()
                        .extracting(Image::content)
                        .isEqualTo(image);
            }
        }

        private void assertOutcome(String outcome, String when) {
            for (Part part : inSlots) {
                assertThat(pair(part).a().content()).as(when).isEqualTo(oldImage(part));
            }
            assertThat(reports.records().stream().filter(r -> r.contains(" OUTCOME ")))
                    .as(when)
                    .hasSize(1)
                    .allMatch(r -> r.contains("\"state\":\"" + outcome + "\""));
        }
    }
}
