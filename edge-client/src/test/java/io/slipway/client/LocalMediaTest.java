package io.slipway.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGeneratorFactory;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.slipway.client.Assembly.MediumClient;
import io.slipway.client.bootloader.BootEnvironmentException;
import io.slipway.client.bootloader.BootState.OnTrial;
import io.slipway.client.bootloader.BootState.Settled;
import io.slipway.client.config.file.ConfigurationFile;
import io.slipway.client.fixture.LockHolder;
import io.slipway.client.fixture.TestAuthority;
import io.slipway.client.fixture.TestBundle;
import io.slipway.client.fixture.TestDevice;
import io.slipway.client.fixture.TestRepository;
import io.slipway.client.fixture.TestRepository.Release;
import io.slipway.client.fixture.TestServers;
import io.slipway.client.fixture.UnpluggedMedium;
import io.slipway.client.journal.file.FileRecordLog;
import io.slipway.client.log.EventLog;
import io.slipway.client.media.InstallBundle.Outcome;
import io.slipway.client.media.Medium;
import io.slipway.client.media.file.DirectoryMedium;
import io.slipway.client.slot.SlotName;
import io.slipway.client.time.MonotonicTime;
import io.slipway.client.update.Lifecycle.Failed;
import io.slipway.client.update.LifecycleJournal;
import io.slipway.client.update.StatusLine;
import io.slipway.client.update.json.JsonLifecycleCodec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

/** The whole client with a stick, on a device that has neither a server nor an identity; the test plays the bootloader. */
class LocalMediaTest {

    private static final Duration ANSWER = Duration.ofSeconds(10);

    @TempDir
    Path directory;

    private TestRepository repository;
    private TestDevice device;
    private Release one;
    private Release two;
    private TestBundle stick;

    @BeforeEach
    void start() throws IOException {
        repository = new TestRepository(directory.resolve("repository"));
        one = repository.release("1", image(1));
        two = repository.release("2", image(2));
        device = new TestDevice(directory.resolve("device"), one);
        Files.write(device.data("root.json"), repository.root());
        stick = TestBundle.write(directory.resolve("stick"), repository, two);
    }

    @Test
    void installs_boots_examines_commits_and_writes_the_outcome_back() throws Exception {
        // When
        int first = install(SlotName.A);
        bootTrial();
        int second = install(SlotName.B);

        // Then
        assertThat(first).isEqualTo(Main.REBOOT);
        assertThat(second).isEqualTo(Main.OK);
        assertThat(Files.readAllBytes(device.slot(SlotName.B))).isEqualTo(two.image());
        assertThat(Files.readAllBytes(device.slot(SlotName.A))).isEqualTo(one.image());
        assertThat(device.boot()).isEqualTo(new Settled(SlotName.B));
        assertThat(stick.results())
                .singleElement()
                .asString()
                .contains("\"deviceId\":\"board-1\"", "\"deviceType\":\"virtual-board\"")
                .contains("\"state\":\"succeeded\"", "\"id\":\"" + two.id() + "\"")
                .contains("\"bytesDownloaded\":" + two.payload().payloadLength());
        assertThat(stick.file("results/board-1-1.json")).exists();
    }

    @Test
    void commits_without_the_stick_and_writes_the_outcome_when_it_is_back() throws Exception {
        // Given
        install(SlotName.A);
        bootTrial();
        Path away = Files.move(stick.directory(), directory.resolve("away"));

        // When
        int trial = run(SlotName.B);
        Files.move(away, stick.directory());
        int again = install(SlotName.B);

        // Then
        assertThat(trial).isEqualTo(Main.OK);
        assertThat(again).isEqualTo(Main.OK);
        assertThat(device.boot()).isEqualTo(new Settled(SlotName.B));
        assertThat(stick.results()).singleElement().asString().contains("\"state\":\"succeeded\"");
    }

    @Test
    void says_that_the_release_is_installed_already_and_writes_nothing_more() throws Exception {
        // Given
        install(SlotName.A);
        bootTrial();
        install(SlotName.B);

        // When
        String output = output(() -> install(SlotName.B));

        // Then
        assertThat(output).contains("already installed: committed debian 2 in slot b");
        assertThat(device.boot()).isEqualTo(new Settled(SlotName.B));
        assertThat(stick.results()).hasSize(1);
    }

    @Test
    void verifies_even_what_runs_already_when_it_did_not_come_from_this_stick() throws Exception {
        // Given
        stick = TestBundle.write(directory.resolve("stick-of-1"), repository, one);

        // When
        String output = output(() -> install(SlotName.A));

        // Then
        assertThat(output).contains("already installed: committed debian 1 in slot a");
        assertThat(device.slot(SlotName.B)).doesNotExist();
        assertThat(stick.results()).singleElement().asString().contains("\"bytesDownloaded\":0");
    }

    @Test
    void falls_back_and_does_not_try_the_same_stick_again_by_itself() throws Exception {
        // Given
        device.set("health.checks", "version").set("health.version.command", "false");
        install(SlotName.A);
        bootTrial();

        // When
        int trial = install(SlotName.B);
        int back = install(SlotName.A);
        String third = output(() -> install(SlotName.A));
        int forced = install(SlotName.A, "--again");

        // Then
        assertThat(trial).isEqualTo(Main.REBOOT);
        assertThat(back).isEqualTo(Main.FAILED);
        assertThat(third).contains("tried before, --again tries it once more: rolled-back health-check-failed");
        assertThat(forced).isEqualTo(Main.REBOOT);
        assertThat(stick.results())
                .singleElement()
                .asString()
                .contains("\"state\":\"rolled-back\"", "\"code\":\"health-check-failed\"");
    }

    @Test
    void uses_the_delta_of_the_stick_and_does_without_one_that_it_does_not_carry() throws Exception {
        // Given
        String delta = repository.delta(one, two);
        TestBundle with = TestBundle.write(
                directory.resolve("with"),
                repository,
                two,
                two.payload().payloadSha256().hex(),
                delta);
        TestBundle without = TestBundle.write(directory.resolve("without"), repository, two);

        // When
        stick = with;
        int delivered = install(SlotName.A);
        String bytes = status();
        bootTrial();
        install(SlotName.B);
        TestDevice other = new TestDevice(directory.resolve("other"), one);
        Files.write(other.data("root.json"), repository.root());
        device = other;
        stick = without;
        int full = install(SlotName.A);

        // Then
        assertThat(bytes).startsWith("rebooting");
        assertThat(delivered).isEqualTo(Main.REBOOT);
        assertThat(with.results())
                .singleElement()
                .asString()
                .contains("\"bytesDownloaded\":" + Files.size(with.file("payloads/" + delta)));
        assertThat(full).isEqualTo(Main.REBOOT);
        assertThat(Files.readAllBytes(other.slot(SlotName.B))).isEqualTo(two.image());
    }

    @ParameterizedTest
    @ValueSource(strings = {"root", "timestamp", "snapshot", "targets", "payloads"})
    void refuses_a_changed_byte_in_signed_metadata(String role) throws Exception {
        // Given
        String name = repository.filesOf(role).getLast();
        if (role.equals(
                "root")) { // the first root is what the device trusts already; a changed second one is an attack
            byte[] forged = Files.readAllBytes(stick.file("metadata/1.root.json"));
            Files.write(stick.file("metadata/2.root.json"), forged);
            name = "2.root.json";
            replace(stick.file("metadata/2.root.json"), "\"version\":1", "\"version\":2");
        } else {
            flip(stick.file("metadata/" + name), Files.size(stick.file("metadata/" + name)) / 2);
        }

        // When
        int code = install(SlotName.A);

        // Then
        assertThat(code).isEqualTo(Main.FAILED);
        assertNothingWasTouched();
        assertThat(stick.results())
                .singleElement()
                .asString()
                .contains("\"state\":\"rejected\"", "\"code\":\"metadata-");
    }

    @Test
    void refuses_a_changed_byte_in_the_payload() throws Exception {
        Path payload = payload();
        for (long at : new long[] {0, two.payload().index().length(), Files.size(payload) - 1}) {
            // Given
            flip(payload, at);

            // When
            int code = install(SlotName.A);
            flip(payload, at);

            // Then
            assertThat(code).as("byte %d", at).isEqualTo(Main.FAILED);
            assertThat(status()).startsWith("failed").contains("digest-mismatch");
            assertThat(device.boot()).isEqualTo(new Settled(SlotName.A));
        }

        // And the same stick, unharmed, is good
        assertThat(install(SlotName.A)).isEqualTo(Main.REBOOT);
    }

    @Test
    void installs_the_signed_image_or_nothing_whatever_is_changed_in_the_table_of_contents() throws Exception {
        Path contents = stick.file("bundle.json");
        byte[] good = Files.readAllBytes(contents);
        for (int at = 0; at < good.length; at += 13) {
            // Given
            flip(contents, at);

            // When
            int code = install(SlotName.A);
            Files.write(contents, good);

            // Then
            if (code == Main.REBOOT) {
                assertThat(Files.readAllBytes(device.slot(SlotName.B))).isEqualTo(two.image());
                device.boot(new Settled(SlotName.A));
                run(SlotName.A);
            } else {
                assertThat(code).as("byte %d", at).isEqualTo(Main.FAILED);
                assertThat(device.boot()).isEqualTo(new Settled(SlotName.A));
            }
        }
    }

    @Test
    void refuses_an_older_stick_after_a_newer_one() throws Exception {
        // Given
        repository.publishAsOf(Instant.now());
        TestBundle older = stick;
        stick = TestBundle.write(directory.resolve("newer"), repository, one);
        install(SlotName.A);

        // When
        stick = older;
        int code = install(SlotName.A);

        // Then
        assertThat(code).isEqualTo(Main.FAILED);
        assertThat(status()).startsWith("rejected metadata-rolled-back");
        assertNothingWasTouched();
    }

    @Test
    void refuses_a_release_for_another_type_of_device() throws Exception {
        // Given
        Release other = repository.release("3", image(3), "toaster");
        stick = TestBundle.write(directory.resolve("toaster"), repository, other);

        // When
        int code = install(SlotName.A);

        // Then
        assertThat(code).isEqualTo(Main.FAILED);
        assertThat(status()).startsWith("rejected device-type-mismatch");
        assertNothingWasTouched();
    }

    @Test
    void refuses_expired_metadata_unless_the_time_of_the_bundle_counts() throws Exception {
        // Given
        repository.publishAsOf(Instant.now().minus(Duration.ofDays(3)));
        stick = TestBundle.write(directory.resolve("old"), repository, two);

        // When
        int refused = install(SlotName.A);
        String why = status();
        device.set("media.time", "bundle");
        int allowed = install(SlotName.A);

        // Then
        assertThat(refused).isEqualTo(Main.FAILED);
        assertThat(why).startsWith("rejected metadata-expired");
        assertThat(allowed).isEqualTo(Main.REBOOT);
    }

    @Test
    void refuses_to_judge_by_a_clock_that_was_never_set() throws Exception {
        // When
        Clock unset = Clock.fixed(Instant.EPOCH.plusSeconds(30), ZoneOffset.UTC);
        Medium medium = new DirectoryMedium(stick.directory(), ANSWER);
        MediumClient client = assembly(unset).mediumClient(medium, SlotName.A, 1);

        // Then
        assertThat(catchThrowable(() -> install(client, medium)))
                .hasMessageContaining("The clock says 1970-01-01T00:00:30Z, so it was never set");
        assertNothingWasTouched();
    }

    @Test
    void reads_on_when_the_stick_comes_back() throws Exception {
        // Given
        UnpluggedMedium medium = new UnpluggedMedium(new DirectoryMedium(stick.directory(), ANSWER), 150_000, 2);

        // When
        Outcome outcome = install(assembly(Clock.systemUTC()).mediumClient(medium, SlotName.A, 3), medium);

        // Then
        assertThat(outcome).isEqualTo(new Outcome.Reboot());
        assertThat(medium.timesUnplugged()).isEqualTo(2);
        assertThat(Files.readAllBytes(device.slot(SlotName.B))).isEqualTo(two.image());
    }

    @Test
    void fails_with_nothing_armed_when_the_stick_stays_away_and_installs_when_it_is_back() throws Exception {
        // Given
        UnpluggedMedium medium =
                new UnpluggedMedium(new DirectoryMedium(stick.directory(), ANSWER), 150_000, Integer.MAX_VALUE);

        // When
        Outcome outcome = install(assembly(Clock.systemUTC()).mediumClient(medium, SlotName.A, 2), medium);
        int later = install(SlotName.A);

        // Then
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Ends.class, ends -> assertThat(ends.ended())
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.reason().code()).isEqualTo("download-failed")));
        assertThat(later).isEqualTo(Main.REBOOT);
        assertThat(stick.results()).singleElement().asString().contains("\"code\":\"download-failed\"");
    }

    @Test
    void goes_on_with_the_same_deployment_after_a_loss_of_power_and_not_without_the_stick() throws Exception {
        // Given
        UnpluggedMedium medium = UnpluggedMedium.withPowerCut(new DirectoryMedium(stick.directory(), ANSWER));
        MediumClient client = assembly(Clock.systemUTC()).mediumClient(medium, SlotName.A, 1);
        assertThatThrownBy(() -> install(client, medium)).isInstanceOf(UnpluggedMedium.PowerCutError.class);
        String before = status();

        // When
        int without = run(SlotName.A);
        String waiting = status();
        int with = install(SlotName.A);

        // Then
        assertThat(without).isEqualTo(Main.OK);
        assertThat(waiting).isEqualTo(before).startsWith("downloading debian 2, rootfs into slot b");
        assertThat(with).isEqualTo(Main.REBOOT);
        assertThat(deploymentIn(status())).isEqualTo(deploymentIn(before));
    }

    @Test
    void refuses_what_is_no_bundle_with_one_sentence() throws Exception {
        assertRefused(() -> Files.delete(payload()), "is not complete: payloads/");
        assertRefused(() -> Files.write(payload(), new byte[10]), "has 10 bytes, the bundle says");
        assertRefused(() -> replaceByLink(payload(), Path.of("/etc/passwd")), "a symbolic link");
        assertRefused(() -> pipe(payload()), "a device, pipe or socket");
        assertRefused(() -> pipe(stick.file("metadata/2.root.json")), "metadata on the medium has a device, pipe");
        assertRefused(() -> replaceByLink(stick.file("bundle.json"), Path.of("/dev/zero")), "a symbolic link");
        assertRefused(() -> pipe(stick.file("bundle.json")), "a device, pipe or socket");
        assertRefused(() -> Files.write(stick.file("bundle.json"), new byte[2 << 20]), "at most 1048576 are expected");
        assertRefused(() -> Files.writeString(stick.file("bundle.json"), "{}"), "describes no bundle");
        assertRefused(
                () -> replace(stick.file("bundle.json"), "metadata/timestamp.json", "../../../etc/passwd.json"),
                "a file has another name than metadata and payloads have");
        assertRefused(
                () -> {
                    Path elsewhere = Files.move(stick.file("payloads"), directory.resolve("elsewhere"));
                    Files.createSymbolicLink(stick.file("payloads"), elsewhere);
                },
                "payloads on the medium is a symbolic link, expected a directory");
        assertRefused(() -> Files.move(stick.directory(), directory.resolve("gone")), "There is no directory");
    }

    @Test
    void does_not_write_results_through_a_link() throws Exception {
        // Given
        Path outside = Files.createDirectory(directory.resolve("outside"));
        Files.createSymbolicLink(stick.file("results"), outside);
        flip(stick.file("metadata/timestamp.json"), 100);

        // When
        install(SlotName.A);

        // Then
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void replaces_another_update_that_has_armed_nothing() throws Exception {
        // Given
        Release three = repository.release("3", image(3));
        TestBundle other = TestBundle.write(directory.resolve("stick-3"), repository, three);
        stick = TestBundle.write(directory.resolve("stick-2"), repository, two);
        UnpluggedMedium medium = UnpluggedMedium.withPowerCut(new DirectoryMedium(other.directory(), ANSWER));
        MediumClient client = assembly(Clock.systemUTC()).mediumClient(medium, SlotName.A, 1);
        assertThatThrownBy(() -> install(client, medium)).isInstanceOf(UnpluggedMedium.PowerCutError.class);

        // When
        int code = install(SlotName.A);

        // Then
        assertThat(code).isEqualTo(Main.REBOOT);
        assertThat(Files.readAllBytes(device.slot(SlotName.B))).isEqualTo(two.image());
        bootTrial();
        install(SlotName.B);
        stick = other;
        assertThat(install(SlotName.B)).isEqualTo(Main.REBOOT);
        assertThat(other.results())
                .singleElement()
                .asString()
                .contains("\"state\":\"cancelled\"", "replaced by deployment");
    }

    @Test
    void a_device_with_a_server_tells_it_what_it_runs() throws Exception {
        // Given
        TestAuthority authority = new TestAuthority("gateway");
        try (TestServers servers = new TestServers(authority, authority, repository)) {
            device.connect(servers, authority, authority, repository);

            // When
            install(SlotName.A);
            bootTrial();
            ClientProgram.run("once", "--config", device.settings().toString(), "--booted-slot", "b");

            // Then
            assertThat(device.boot()).isEqualTo(new Settled(SlotName.B));
            assertThat(servers.reports()).anyMatch(r -> r.contains("\"installed\"") && r.contains(two.sha256()));
        }
    }

    @Test
    void a_trial_can_be_made_to_reach_the_server_of_an_enrolled_device() throws Exception {
        // Given
        TestAuthority authority = new TestAuthority("gateway");
        try (TestServers servers = new TestServers(authority, authority, repository)) {
            device.connect(servers, authority, authority, repository)
                    .set("health.checks", "gateway")
                    .set("health.gateway.type", "server");

            // When
            install(SlotName.A);
            bootTrial();
            int code = install(SlotName.B);

            // Then
            assertThat(code).isEqualTo(Main.OK);
            assertThat(device.boot()).isEqualTo(new Settled(SlotName.B));
        }
    }

    @Test
    void a_trial_does_not_wait_for_an_enrolment_that_cannot_be() throws Exception {
        // Given
        device.set("server.url", "https://localhost:1").remove("server.ca");
        install(SlotName.A);
        bootTrial();

        // When
        int code = ClientProgram.run("once", "--config", device.settings().toString(), "--booted-slot", "b");

        // Then
        assertThat(code).isEqualTo(Main.FAILED);
        assertThat(device.boot()).isEqualTo(new Settled(SlotName.B));
    }

    @Test
    void waits_for_another_client_only_when_told_to() throws Exception {
        // Given
        Process other = LockHolder.hold(device.data("lock"));

        // When
        String refused = output(() -> install(SlotName.A));
        CompletableFuture<Integer> patient = CompletableFuture.supplyAsync(() -> installPatiently());
        other.getOutputStream().close();

        // Then
        assertThat(refused).contains("Another slipway-client works on");
        assertThat(patient.get(60, TimeUnit.SECONDS)).isEqualTo(Main.REBOOT);
    }

    private int installPatiently() {
        try {
            return install(SlotName.A, "--wait");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void enrolment_needs_a_server() throws IOException {
        assertThat(ClientProgram.run("enrol", "--config", device.settings().toString()))
                .isEqualTo(Main.FAILED);
    }

    private Path payload() {
        return stick.file("payloads/" + two.payload().payloadSha256().hex());
    }

    private interface Harm {
        void happens() throws IOException;
    }

    private void assertRefused(Harm harm, String sentence) throws Exception {
        // Given
        deleteTree(stick.directory());
        stick = TestBundle.write(directory.resolve("stick-" + UUID.randomUUID()), repository, two);
        harm.happens();

        // When
        String output = output(() -> install(SlotName.A));

        // Then
        assertThat(output).contains(sentence);
        assertNothingWasTouched();
    }

    private void assertNothingWasTouched() throws Exception {
        assertThat(device.slot(SlotName.B)).doesNotExist();
        assertThat(device.boot()).isEqualTo(new Settled(SlotName.A));
    }

    private int install(SlotName booted, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "install-bundle",
                stick.directory().toString(),
                "--config",
                device.settings().toString(),
                "--booted-slot",
                booted.text()));
        arguments.addAll(List.of(more));
        return ClientProgram.run(arguments.toArray(String[]::new));
    }

    private int run(SlotName booted) throws IOException {
        return ClientProgram.run("run", "--config", device.settings().toString(), "--booted-slot", booted.text());
    }

    private Assembly assembly(Clock clock) throws Exception {
        return new Assembly(
                ConfigurationFile.read(device.settings()),
                new EventLog(System.err, clock),
                clock,
                MonotonicTime.SYSTEM);
    }

    private static Outcome install(MediumClient client, Medium medium) throws Exception {
        return client.install().install(medium.bundle(), medium, false, client.uses(), client.time()::requireKnown);
    }

    /** What the bootloader does before it boots the slot on trial. */
    private void bootTrial() throws BootEnvironmentException {
        device.boot(((OnTrial) device.boot()).attempt());
    }

    private String status() {
        return StatusLine.of(
                LifecycleJournal.last(FileRecordLog.read(device.data("lifecycle.journal")), new JsonLifecycleCodec()));
    }

    private static String deploymentIn(String status) {
        return status.substring(status.indexOf("(deployment "));
    }

    private interface Action {
        int run() throws Exception;
    }

    /** What the program says while it does this. */
    private static String output(Action action) throws Exception {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (PrintStream both = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            System.setOut(both);
            System.setErr(both);
            action.run();
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        return said.toString(StandardCharsets.UTF_8);
    }

    private static void flip(Path file, long at) throws IOException {
        byte[] content = Files.readAllBytes(file);
        content[(int) at] ^= 1;
        Files.write(file, content);
    }

    private static void replace(Path file, String from, String to) throws IOException {
        String content = Files.readString(file);
        assertThat(content).contains(from);
        Files.writeString(file, content.replace(from, to));
    }

    private static void replaceByLink(Path file, Path target) throws IOException {
        Files.delete(file);
        Files.createSymbolicLink(file, target);
    }

    private static void pipe(Path file) throws IOException {
        Files.deleteIfExists(file);
        try {
            assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor())
                    .isZero();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void deleteTree(Path tree) throws IOException {
        if (Files.exists(tree)) {
            try (var files = Files.walk(tree)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static byte[] image(long seed) {
        byte[] image = new byte[1_100_000];
        byte[] noise = new byte[400_000];
        RandomGeneratorFactory.of("L64X128MixRandom").create(seed).nextBytes(noise);
        System.arraycopy(noise, 0, image, 100_000, noise.length);
        return image;
    }
}
