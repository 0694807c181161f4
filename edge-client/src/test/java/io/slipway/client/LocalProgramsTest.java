package io.slipway.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.slipway.client.bootloader.BootEnvironmentException;
import io.slipway.client.bootloader.BootState.OnTrial;
import io.slipway.client.bootloader.BootState.Settled;
import io.slipway.client.fixture.TestAuthority;
import io.slipway.client.fixture.TestDevice;
import io.slipway.client.fixture.TestRepository;
import io.slipway.client.fixture.TestRepository.Release;
import io.slipway.client.fixture.TestServers;
import io.slipway.client.slot.SlotName;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The whole client with hooks, a watchdog and local programs around it; the test plays the bootloader. */
class LocalProgramsTest {

    private static final UUID DEPLOYMENT = UUID.fromString("11111111-2222-3333-4444-555555555555");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JsonSchema STATE = JsonSchemaFactory.getInstance(VersionFlag.V202012)
            .getSchema(SchemaLocation.of(Path.of(
                            System.getProperty("slipway.root", ".."),
                            "docs/contracts/events/LocalUpdateState.schema.json")
                    .toAbsolutePath()
                    .normalize()
                    .toUri()
                    .toString()));

    @TempDir
    Path directory;

    private final List<Thread> clients = new ArrayList<>();
    private TestServers servers;
    private TestDevice device;
    private Path ran;

    @BeforeEach
    void start() throws IOException {
        TestAuthority authority = new TestAuthority("gateway");
        TestRepository repository = new TestRepository(directory.resolve("repository"));
        Release one = repository.release("1", image(1));
        Release two = repository.release("2", image(2));
        servers = new TestServers(authority, authority, repository);
        device = new TestDevice(directory.resolve("device"), one)
                .connect(servers, authority, authority, repository)
                .set("hooks.directory", "hooks")
                .set("notification.file", "run/state.json")
                .set("notification.socket", "run/events.sock");
        servers.command = two.command(DEPLOYMENT);
        ran = directory.resolve("ran");
    }

    @AfterEach
    void stop() throws InterruptedException {
        for (Thread client : clients) {
            client.interrupt();
            client.join();
        }
        servers.close();
    }

    @Test
    void hooks_run_around_every_phase_and_the_file_has_the_outcome() throws Exception {
        // Given
        for (String phase : List.of("update", "download", "verify", "arm", "reboot", "trial", "commit", "fall-back")) {
            hook("before-" + phase, "true");
            hook("after-" + phase, "true");
        }

        // When
        assertThat(once(SlotName.A)).isEqualTo(Main.REBOOT);
        List<String> before = List.copyOf(Files.readAllLines(ran));
        bootTrial();
        assertThat(once(SlotName.B)).isEqualTo(Main.OK);

        // Then
        assertThat(before)
                .containsExactly(
                        "before-update checked",
                        "before-download downloading",
                        "after-download written",
                        "before-verify written",
                        "after-verify verified",
                        "before-arm verified",
                        "after-arm rebooting",
                        "before-reboot rebooting");
        assertThat(Files.readAllLines(ran)
                        .subList(before.size(), Files.readAllLines(ran).size()))
                .containsExactly(
                        "after-reboot trial",
                        "before-trial trial",
                        "before-commit trial",
                        "after-trial committed",
                        "after-commit committed",
                        "after-update committed");
        assertThat(state())
                .contains("\"state\":\"committed\"", "\"version\":\"2\"", "\"slot\":\"b\"", DEPLOYMENT.toString());
        assertValid(state());
    }

    @ParameterizedTest
    @ValueSource(strings = {"before-update", "before-download", "before-verify", "before-arm", "before-reboot"})
    void a_hook_that_fails_before_the_new_system_runs_fails_the_update(String point) throws Exception {
        // Given
        hook(point, "echo not now; exit 7");

        // When
        int exit = once(SlotName.A);

        // Then
        assertThat(exit).isEqualTo(Main.FAILED);
        assertThat(servers.states()).endsWith("failed");
        assertThat(servers.reports())
                .anyMatch(r -> r.contains("\"code\":\"hook-failed\"")
                        && r.contains("hook " + point + "/10-hook ended with exit code 7: not now"));
        assertThat(device.boot()).isEqualTo(new Settled(SlotName.A));
        assertValid(state());
    }

    @Test
    void a_hook_runs_again_when_power_was_lost_before_its_phase_was_over() throws Exception {
        // Given a hook that keeps the journal as it would be after a loss of power at that instant
        Path journal = device.data("lifecycle.journal");
        Path kept = directory.resolve("kept");
        hook("before-verify", "true");
        hook("before-arm", "test -e '%s' || { cp '%s' '%s'; exit 1; }".formatted(kept, journal, kept));
        assertThat(once(SlotName.A)).isEqualTo(Main.FAILED);

        // When
        Files.copy(kept, journal, StandardCopyOption.REPLACE_EXISTING);
        int exit = once(SlotName.A);

        // Then
        assertThat(exit).isEqualTo(Main.REBOOT);
        assertThat(ran).hasContent("before-verify written\nbefore-arm verified\nbefore-arm verified");
    }

    @ParameterizedTest
    @ValueSource(strings = {"before-trial", "before-commit"})
    void a_hook_that_fails_in_the_new_system_rolls_it_back(String point) throws Exception {
        // Given
        hook(point, "exit 7");
        hook("after-fall-back", "true");
        once(SlotName.A);
        bootTrial();

        // When
        int trial = once(SlotName.B);
        int old = once(SlotName.A);

        // Then
        assertThat(trial).isEqualTo(Main.REBOOT);
        assertThat(old).isEqualTo(Main.FAILED);
        assertThat(servers.states()).endsWith("rolled-back");
        assertThat(servers.reports()).anyMatch(r -> r.contains("\"code\":\"hook-failed\""));
        assertThat(device.boot()).isEqualTo(new Settled(SlotName.A));
        assertThat(ran).hasContent(point + " trial\nafter-fall-back rolled-back");
        assertThat(state()).contains("\"reason\":{\"code\":\"hook-failed\"");
        assertValid(state());
    }

    @Test
    void waits_for_the_grant_of_a_local_program_before_it_installs_and_before_it_reboots() throws Exception {
        // Given
        device.set("consent.required", "install, reboot");
        hook("before-update", "true");
        CompletableFuture<Integer> exit = runInBackground();

        // When
        await().atMost(PATIENCE).until(() -> state().contains("\"wantedFor\":\"install\""));
        assertValid(state());
        assertThat(device.slot(SlotName.B)).doesNotExist();
        assertThat(ran).as("hooks run once the update goes on").doesNotExist();
        assertThat(consent("defer", "1h")).isEqualTo(Main.OK);
        await().atMost(PATIENCE).until(() -> state().contains("\"deferredUntil\""));
        assertValid(state());
        assertThat(consent("grant")).isEqualTo(Main.OK);
        await().atMost(PATIENCE).until(() -> state().contains("\"wantedFor\":\"reboot\""));
        assertThat(device.boot()).isEqualTo(new Settled(SlotName.A));
        assertThat(consent("grant")).isEqualTo(Main.OK);

        // Then
        assertThat(exit.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(Main.REBOOT);
        assertThat(device.boot()).isEqualTo(new OnTrial(SlotName.A, 0, 3));
        assertThat(ran).hasContent("before-update checked");
    }

    @Test
    void goes_on_by_itself_when_the_deadline_of_consent_is_over() throws Exception {
        // Given
        device.set("consent.required", "install, reboot").set("consent.deadline", "500ms");

        // When, Then
        assertThat(once(SlotName.A)).isEqualTo(Main.REBOOT);
    }

    @Test
    void hears_a_cancellation_while_it_waits_for_consent() throws Exception {
        // Given
        device.set("consent.required", "install").set("consent.deadline", "never");
        CompletableFuture<Integer> exit = runInBackground();
        await().atMost(PATIENCE).until(() -> state().contains("\"wantedFor\":\"install\""));

        // When
        servers.command = "{\"type\":\"cancel\",\"deploymentId\":\"" + DEPLOYMENT + "\",\"reason\":\"wrong wave\"}";

        // Then
        await().atMost(PATIENCE).until(() -> servers.states().contains("cancelled"));
        await().atMost(PATIENCE).until(() -> state().contains("\"state\":\"cancelled\""));
        assertThat(consent("grant")).isEqualTo(Main.FAILED);
        assertThat(exit).isNotDone();
    }

    @Test
    void local_programs_hear_every_state_on_the_socket() throws Exception {
        // Given
        device.set("consent.required", "install").set("consent.deadline", "never");
        CompletableFuture<Integer> exit = runInBackground();
        await().atMost(PATIENCE).until(() -> state().contains("\"wantedFor\":\"install\""));

        // When
        List<String> heard = new CopyOnWriteArrayList<>();
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(run("events.sock")));
                BufferedReader lines = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8))) {
            heard.add(lines.readLine());
            assertThat(consent("grant")).isEqualTo(Main.OK);
            while (!heard.getLast().contains("\"rebooting\"")) {
                heard.add(lines.readLine());
            }
        }

        // Then
        assertThat(exit.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(Main.REBOOT);
        List<String> states = new ArrayList<>();
        for (String line : heard) {
            assertValid(line);
            String state = line.replaceAll("^\\{\"state\":\"([a-z-]+)\".*", "$1");
            if (states.isEmpty() || !states.getLast().equals(state)) {
                states.add(state);
            }
        }
        assertThat(states).containsExactly("checked", "downloading", "written", "verified", "armed", "rebooting");
        assertThat(heard).anyMatch(line -> line.contains("\"progress\":{\"done\":"));
    }

    @ParameterizedTest
    @CsvSource({"true, 0, V", "false, 10, -"})
    void the_watchdog_is_fed_in_the_trial_and_handed_back_only_after_a_commit(String check, int exit, String last)
            throws Exception {
        // Given a check that sees the watchdog opened
        Path dog = Files.createFile(directory.resolve("device/watchdog"));
        device.set("watchdog.device", "watchdog")
                .set("watchdog.interval", "10ms")
                .set("health.checks", "dog")
                .set("health.dog.command", "test -s '%s' && %s".formatted(dog, check))
                .set("health.dog.deadline", check.equals("true") ? "1m" : "100ms")
                .set("health.dog.interval", "50ms");
        once(SlotName.A);
        assertThat(dog).as("not opened without a trial").hasContent("");
        bootTrial();

        // When
        assertThat(once(SlotName.B)).isEqualTo(exit);

        // Then
        if (last.equals("V")) {
            assertThat(Files.readString(dog)).endsWith("V");
        } else {
            assertThat(Files.readString(dog)).doesNotContain("V");
        }
    }

    private CompletableFuture<Integer> runInBackground() throws IOException {
        String settings = device.settings().toString();
        CompletableFuture<Integer> exit = new CompletableFuture<>();
        clients.add(Thread.ofPlatform()
                .start(() -> exit.complete(ClientProgram.run("run", "--config", settings, "--booted-slot", "a"))));
        return exit;
    }

    private int consent(String... words) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("consent"));
        arguments.addAll(List.of(words));
        arguments.addAll(List.of("--config", device.settings().toString()));
        return ClientProgram.run(arguments.toArray(String[]::new));
    }

    private int once(SlotName booted) throws IOException {
        return ClientProgram.run("once", "--config", device.settings().toString(), "--booted-slot", booted.text());
    }

    private void bootTrial() throws BootEnvironmentException {
        device.boot(((OnTrial) device.boot()).attempt());
    }

    /** A hook that notes that it ran, and in which state, before it does what {@code script} says. */
    private void hook(String point, String script) throws IOException {
        Path place = Files.createDirectories(directory.resolve("device/hooks").resolve(point));
        Path hook = Files.writeString(
                place.resolve("10-hook"),
                "#!/bin/sh\necho \"$SLIPWAY_HOOK $SLIPWAY_STATE\" >> '%s'\n%s\n".formatted(ran, script));
        Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Path run(String name) {
        return directory.resolve("device/run").resolve(name);
    }

    /** The state file, or nothing as long as there is none. */
    private String state() throws IOException {
        return Files.exists(run("state.json")) ? Files.readString(run("state.json")) : "";
    }

    private static void assertValid(String state) {
        assertThat(STATE.validate(state, InputFormat.JSON)).as(state).isEmpty();
    }

    private static byte[] image(long seed) {
        byte[] image = new byte[600_000];
        new Random(seed).nextBytes(image);
        return image;
    }
}
