package io.slipway.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.slipway.client.bootloader.BootEnvironmentException;
import io.slipway.client.bootloader.BootState.OnTrial;
import io.slipway.client.bootloader.BootState.Settled;
import io.slipway.client.fixture.TestAuthority;
import io.slipway.client.fixture.TestDevice;
import io.slipway.client.fixture.TestRepository;
import io.slipway.client.fixture.TestRepository.Release;
import io.slipway.client.fixture.TestServers;
import io.slipway.client.journal.file.FileRecordLog;
import io.slipway.client.slot.SlotName;
import io.slipway.client.update.LifecycleJournal;
import io.slipway.client.update.StatusLine;
import io.slipway.client.update.json.JsonLifecycleCodec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The whole client against a gateway and an object store with real TLS; the test plays the bootloader. */
class UpdateTest {

    private static final UUID DEPLOYMENT = UUID.fromString("11111111-2222-3333-4444-555555555555");

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private TestRepository repository;
    private TestServers servers;
    private TestDevice device;
    private Release one;
    private Release two;

    @BeforeEach
    void start() throws IOException {
        TestAuthority gatewayAuthority = new TestAuthority("gateway");
        TestAuthority storeAuthority = new TestAuthority("store");
        repository = new TestRepository(directory.resolve("repository"));
        one = repository.release("1", image(1));
        two = repository.release("2", image(2));
        servers = new TestServers(gatewayAuthority, storeAuthority, repository);
        device = new TestDevice(directory.resolve("device"), one)
                .connect(servers, gatewayAuthority, storeAuthority, repository);
        servers.command = two.command(DEPLOYMENT);
    }

    @AfterEach
    void stop() {
        servers.close();
    }

    @Test
    void installs_boots_examines_and_commits() throws Exception {
        // When
        int first = once(SlotName.A);
        assertThat(device.boot()).isEqualTo(new OnTrial(SlotName.A, 0, 3));
        bootTrial();
        int second = once(SlotName.B);

        // Then
        assertThat(first).isEqualTo(Main.REBOOT);
        assertThat(second).isEqualTo(Main.OK);
        assertThat(Files.readAllBytes(device.slot(SlotName.B))).isEqualTo(two.image());
        assertThat(Files.readAllBytes(device.slot(SlotName.A))).isEqualTo(one.image());
        assertThat(device.boot()).isEqualTo(new Settled(SlotName.B));
        assertThat(servers.states())
                .containsExactly("accepted", "downloading", "installing", "rebooting", "verifying", "succeeded");
        assertThat(servers.reports()).anyMatch(r -> r.contains("\"bootedSlot\":\"b\"") && r.contains(two.sha256()));
        assertThat(status()).startsWith("committed debian 2 in slot b");
    }

    @Test
    void shows_its_certificate_to_the_gateway_but_not_to_the_object_store() throws Exception {
        // When
        once(SlotName.A);

        // Then
        assertThat(servers.clientsOfObjectStore()).isNotEmpty().containsOnly("nobody");
    }

    @Test
    void falls_back_by_itself_when_the_new_system_is_not_healthy() throws Exception {
        // Given
        device.set("health.checks", "version")
                .set("health.version.command", "echo no network; test \"$SLIPWAY_RELEASE_VERSION\" != 2");

        // When
        once(SlotName.A);
        bootTrial();
        int trial = once(SlotName.B);
        int back = once(SlotName.A);

        // Then
        assertThat(trial).isEqualTo(Main.REBOOT);
        assertThat(back).isEqualTo(Main.FAILED);
        assertThat(device.boot()).isEqualTo(new Settled(SlotName.A));
        assertThat(servers.states()).endsWith("verifying", "rolled-back");
        assertThat(servers.reports())
                .anyMatch(r -> r.contains("\"code\":\"health-check-failed\"") && r.contains("no network"));
        assertThat(status()).startsWith("rolled-back health-check-failed: check 'version' ended with exit code 1");
    }

    @Test
    void reports_that_the_trial_never_came_up() throws Exception {
        // Given
        once(SlotName.A);
        bootTrial();
        bootTrial();
        bootTrial();
        bootTrial();

        // When
        once(SlotName.A);

        // Then
        assertThat(device.boot()).isEqualTo(new Settled(SlotName.A));
        assertThat(servers.states()).endsWith("rebooting", "rolled-back");
        assertThat(servers.reports()).anyMatch(r -> r.contains("\"code\":\"trial-boot-failed\""));
    }

    @Test
    void does_not_install_again_what_ended_but_reports_the_outcome_again() throws Exception {
        // Given
        once(SlotName.A);
        bootTrial();
        once(SlotName.B);
        long served = servers.bytesServed();
        servers.reports().clear();

        // When
        int again = once(SlotName.B);

        // Then
        assertThat(again).isEqualTo(Main.OK);
        assertThat(servers.bytesServed()).isEqualTo(served);
        assertThat(servers.states()).containsExactly("succeeded");
    }

    @Test
    void succeeds_at_once_when_the_image_runs_already() throws Exception {
        // Given
        servers.command = one.command(DEPLOYMENT);

        // When
        int code = once(SlotName.A);

        // Then
        assertThat(code).isEqualTo(Main.OK);
        assertThat(servers.states()).containsExactly("succeeded");
        assertThat(servers.bytesServed()).isZero();
        assertThat(device.slot(SlotName.B)).doesNotExist();
    }

    @Test
    void answers_a_cancellation_of_what_it_never_began() throws Exception {
        // Given
        servers.command = "{\"type\":\"cancel\",\"deploymentId\":\"" + DEPLOYMENT + "\",\"reason\":\"wrong wave\"}";

        // When
        once(SlotName.A);

        // Then
        assertThat(servers.states()).containsExactly("cancelled");
    }

    @Test
    void stops_writing_when_the_deployment_is_cancelled() throws Exception {
        // Given
        servers.cutAfter = 20_000;
        servers.cutsLeft.set(Integer.MAX_VALUE);
        Path settings = device.settings();
        Thread client = Thread.ofPlatform()
                .start(() -> ClientProgram.run("run", "--config", settings.toString(), "--booted-slot", "a"));
        await().atMost(PATIENCE).until(() -> servers.states().contains("downloading"));

        // When
        servers.command = "{\"type\":\"cancel\",\"deploymentId\":\"" + DEPLOYMENT + "\",\"reason\":\"wrong wave\"}";
        await().atMost(PATIENCE).until(() -> servers.states().contains("cancelled"));
        client.interrupt();
        client.join();

        // Then
        assertThat(servers.states()).startsWith("accepted", "downloading", "cancelled");
        assertThat(device.boot()).isEqualTo(new Settled(SlotName.A));
        assertThat(Files.readAllBytes(device.slot(SlotName.B))).isNotEqualTo(two.image());
    }

    @Test
    void asks_again_for_a_reboot_that_did_not_happen_and_gives_up_in_the_end() throws Exception {
        // Given
        once(SlotName.A);

        // When
        List<Integer> codes =
                List.of(once(SlotName.A), once(SlotName.A), once(SlotName.A), once(SlotName.A), once(SlotName.A));

        // Then
        assertThat(codes).containsExactly(Main.REBOOT, Main.REBOOT, Main.REBOOT, Main.REBOOT, Main.FAILED);
        assertThat(device.boot()).isEqualTo(new Settled(SlotName.A));
        assertThat(servers.reports()).anyMatch(r -> r.contains("\"code\":\"reboot-refused\""));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 55, 56, 4095, 4096, 70_000, 200_001})
    void goes_on_where_the_connection_was_cut(long cutAfter) throws Exception {
        // Given
        servers.cutAfter = cutAfter;
        servers.cutsLeft.set(3);

        // When
        int code = once(SlotName.A);

        // Then
        assertThat(code).isEqualTo(Main.REBOOT);
        assertThat(Files.readAllBytes(device.slot(SlotName.B))).isEqualTo(two.image());
    }

    @Test
    void refuses_a_flipped_bit_wherever_it_is_and_arms_nothing() throws Exception {
        long length = two.payload().payloadLength();
        for (long at : new long[] {
            0, 17, two.payload().index().length() - 1, two.payload().index().length(), length / 2, length - 1
        }) {
            // Given
            UUID deployment = UUID.randomUUID();
            servers.command = two.command(deployment);
            servers.flippedByte = at;

            // When
            int code = once(SlotName.A);

            // Then
            assertThat(code).as("bit flipped in byte %d", at).isEqualTo(Main.FAILED);
            assertThat(servers.reports())
                    .anyMatch(r -> r.contains(deployment.toString())
                            && r.contains("\"state\":\"failed\"")
                            && r.contains("digest-mismatch"));
            assertThat(device.boot()).isEqualTo(new Settled(SlotName.A));
        }
    }

    @Test
    void refuses_expired_metadata() throws Exception {
        // Given
        repository.publishAsOf(Instant.now().minus(Duration.ofDays(3)));

        // Then
        assertRejected("metadata-expired");
    }

    @Test
    void refuses_metadata_that_was_rolled_back() throws Exception {
        // Given
        byte[] old = repository.files().get("timestamp.json");
        repository.publishAsOf(Instant.now());
        servers.command = "";
        servers.command = one.command(UUID.randomUUID());
        once(SlotName.A);
        servers.reports().clear();

        // When
        repository.files().put("timestamp.json", old);
        servers.command = two.command(DEPLOYMENT);

        // Then
        assertRejected("metadata-rolled-back");
    }

    @Test
    void refuses_metadata_that_was_changed() throws Exception {
        // Given
        String newest = repository.filesOf(".targets").getLast();
        byte[] changed = new String(repository.files().get(newest), StandardCharsets.UTF_8)
                .replace("virtual-board", "virtual-bread")
                .getBytes(StandardCharsets.UTF_8);
        repository.files().put(newest, changed);

        // Then
        assertRejected("metadata-digest-mismatch");
    }

    @Test
    void refuses_oversized_metadata() throws Exception {
        // Given
        repository.files().put("timestamp.json", new byte[1 << 20]);

        // Then
        assertRejected("metadata-too-large");
    }

    @Test
    void refuses_metadata_by_other_keys() throws Exception {
        // Given
        TestRepository other = new TestRepository(directory.resolve("other"));
        repository.files().put("timestamp.json", other.files().get("timestamp.json"));

        // Then
        assertRejected("metadata-unknown-key");
    }

    @Test
    void refuses_metadata_with_too_few_signatures() throws Exception {
        // Given
        String unsigned = new String(repository.files().get("timestamp.json"), StandardCharsets.UTF_8)
                .replaceFirst("\"signatures\":\\[.*?\\]", "\"signatures\":[]");
        repository.files().put("timestamp.json", unsigned.getBytes(StandardCharsets.UTF_8));

        // Then
        assertRejected("metadata-insufficient-signatures");
    }

    @Test
    void refuses_metadata_mixed_from_two_revisions() throws Exception {
        // Given
        List<String> snapshots = repository.filesOf(".snapshot");
        byte[] older = repository.files().get(snapshots.get(snapshots.size() - 2));
        repository.files().put(snapshots.getLast(), older);

        // Then
        assertRejected("metadata-length-mismatch");
    }

    @Test
    void refuses_a_device_without_a_trusted_root() throws Exception {
        // Given
        Files.delete(device.data("root.json"));

        // Then
        assertRejected("metadata-no-trusted-root");
    }

    @Test
    void refuses_an_image_for_another_type_of_device() throws Exception {
        // Given
        Release other = repository.release("3", image(3), "toaster");
        servers.command = other.command(DEPLOYMENT);

        // Then
        assertRejected("device-type-mismatch");
    }

    @Test
    void refuses_a_release_that_is_not_signed() throws Exception {
        // Given
        servers.command = two.command(DEPLOYMENT).replace("debian/2/rootfs", "debian/9/rootfs");

        // Then
        assertRejected("target-missing");
    }

    @Test
    void refuses_a_command_that_calls_an_image_another_release() throws Exception {
        // Given
        servers.command = two.command(DEPLOYMENT).replace("debian/2/rootfs", "debian/1/rootfs");

        // Then
        assertRejected("release-mismatch");
    }

    @Test
    void refuses_the_payload_of_another_image() throws Exception {
        // Given
        servers.command = two.command(DEPLOYMENT).replace(two.sha256(), one.sha256());

        // Then
        assertRejected("payload-image-mismatch");
    }

    @Test
    void refuses_components_that_it_does_not_update() throws Exception {
        // Given
        servers.command = two.command(DEPLOYMENT).replace("\"rootfs\"", "\"modem\"");

        // Then
        assertRejected("component-not-supported");
    }

    @Test
    void refuses_an_image_that_does_not_fit() throws Exception {
        // Given
        device.set("slot.rootfs.capacity", "1000");

        // Then
        assertRejected("slot-too-small");
    }

    @Test
    void refuses_while_kernel_and_boot_environment_contradict_each_other() throws Exception {
        // Given
        device.boot(new Settled(SlotName.B));

        // Then
        assertRejected("active-slot-contradiction");
    }

    @Test
    void refuses_while_both_copies_of_the_boot_environment_are_damaged() throws Exception {
        // Given
        Files.write(device.environmentFile(), new byte[0x8000]);

        // Then
        assertRejected("boot-environment-damaged");
    }

    @Test
    void gives_up_a_trial_that_no_update_accounts_for() throws Exception {
        // Given
        servers.command = "";
        device.boot(new OnTrial(SlotName.A, 1, 3));

        // When
        int code = once(SlotName.B);

        // Then
        assertThat(code).isEqualTo(Main.REBOOT);
        assertThat(device.boot()).isEqualTo(new Settled(SlotName.A));
    }

    @Test
    void ends_with_a_usage_line_when_the_command_line_makes_no_sense() {
        assertThat(ClientProgram.run()).isEqualTo(Main.USAGE);
        assertThat(ClientProgram.run("explode")).isEqualTo(Main.USAGE);
        assertThat(ClientProgram.run("run", "--booted-slot", "c")).isEqualTo(Main.USAGE);
        assertThat(ClientProgram.run(
                        "status", "--config", directory.resolve("none").toString()))
                .isEqualTo(Main.FAILED);
    }

    private void assertRejected(String code) throws IOException {
        // When
        int exit = once(SlotName.A);

        // Then
        assertThat(exit).isEqualTo(Main.FAILED);
        assertThat(servers.states()).containsExactly("rejected");
        assertThat(servers.reports()).anyMatch(r -> r.contains("\"code\":\"" + code + "\""));
        assertThat(device.slot(SlotName.B)).doesNotExist();
        assertThat(Files.readAllBytes(device.slot(SlotName.A))).isEqualTo(one.image());
        assertThat(servers.bytesServed()).isZero();
    }

    private int once(SlotName booted) throws IOException {
        return ClientProgram.run("once", "--config", device.settings().toString(), "--booted-slot", booted.text());
    }

    /** What the bootloader does before it boots the slot on trial. */
    private void bootTrial() throws BootEnvironmentException {
        device.boot(((OnTrial) device.boot()).attempt());
    }

    private String status() {
        return StatusLine.of(
                LifecycleJournal.last(FileRecordLog.read(device.data("lifecycle.journal")), new JsonLifecycleCodec()));
    }

    /** A megabyte and a bit, partly zero, partly compressible, partly noise. */
    private static byte[] image(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        byte[] image = new byte[1_100_000];
        byte[] noise = new byte[400_000];
        random.nextBytes(noise);
        System.arraycopy(noise, 0, image, 100_000, noise.length);
        for (int i = 600_000; i < 900_000; i++) {
            image[i] = (byte) (i / 1000 + seed);
        }
        return image;
    }
}
