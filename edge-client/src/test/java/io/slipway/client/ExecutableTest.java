package io.slipway.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGeneratorFactory;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.slipway.client.bootloader.BootState.OnTrial;
import io.slipway.client.fixture.TestAuthority;
import io.slipway.client.fixture.TestDevice;
import io.slipway.client.fixture.TestRepository;
import io.slipway.client.fixture.TestRepository.Release;
import io.slipway.client.fixture.TestServers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What only the executable that {@code ./slipway native} builds can get wrong; its other tests are those of the client. */
@Tag("system")
class ExecutableTest {

    private static final int PATIENCE_SECONDS = 60;

    @TempDir
    Path directory;

    private TestServers servers;
    private TestDevice device;
    private Release two;

    @BeforeEach
    void start() throws IOException {
        TestAuthority authority = new TestAuthority("gateway");
        TestRepository repository = new TestRepository(directory.resolve("repository"));
        Release one = repository.release("1", new byte[300_000]);
        byte[] image = new byte[3_000_000];
        RandomGeneratorFactory.of("L64X128MixRandom").create(2).nextBytes(image);
        two = repository.release("2", image);
        servers = new TestServers(authority, authority, repository);
        device = new TestDevice(directory.resolve("Gerät 1"), one).connect(servers, authority, authority, repository);
        servers.command = two.command(UUID.randomUUID());
    }

    @AfterEach
    void stop() {
        servers.close();
    }

    private record Outcome(int exitCode, String output) {}

    @Test
    void status_is_one_line() throws Exception {
        assertThat(client("status", "--config", device.settings().toString()))
                .isEqualTo(new Outcome(Main.OK, "idle no update so far\n"));
    }

    @Test
    void a_setting_that_is_wrong_is_refused_in_one_sentence() throws Exception {
        // Given
        device.set("link", "pigeon");

        // When
        Outcome outcome = client("status", "--config", device.settings().toString());

        // Then
        assertThat(outcome.exitCode()).isEqualTo(Main.FAILED);
        assertThat(outcome.output().lines()).singleElement().asString().contains("link", "pigeon");
    }

    /** {@code setpriority} is called by java.lang.foreign. */
    @Test
    void installs_in_the_background() throws Exception {
        // Given
        device.set("install.nice", "19");

        // When
        Outcome outcome = once("a");

        // Then
        assertThat(outcome.exitCode()).as(outcome.output()).isEqualTo(Main.REBOOT);
        assertThat(outcome.output()).contains("INFO the update is installed in the background nice=19");
    }

    @Test
    void a_check_that_does_not_end_is_killed_with_all_that_it_started() throws Exception {
        // Given
        Path pid = directory.resolve("pid");
        device.set("health.checks", "hangs")
                .set("health.hangs.timeout", "1s")
                .set("health.hangs.command", "sleep 1000 & echo $! > " + pid + "; wait");
        once("a");
        device.boot(((OnTrial) device.boot()).attempt());

        // When
        Outcome trial = once("b");
        once("a");

        // Then
        assertThat(trial.exitCode()).as(trial.output()).isEqualTo(Main.REBOOT);
        assertThat(servers.reports()).anyMatch(r -> r.contains("check 'hangs' did not end within 1000 ms"));
        long sleeping = Long.parseLong(Files.readString(pid).strip());
        await().untilAsserted(() -> assertThat(ProcessHandle.of(sleeping).filter(ProcessHandle::isAlive))
                .isEmpty());
    }

    @Test
    void asks_for_the_reboot_by_its_command() throws Exception {
        // Given
        device.set("reboot.command", "echo rebooting with code 3; exit 3");

        // When
        Outcome outcome = once("a");

        // Then
        assertThat(outcome.exitCode()).isEqualTo(Main.FAILED);
        assertThat(outcome.output())
                .contains("rebooting with code 3\n")
                .endsWith("slipway-client: the reboot command ended with exit code 3\n");
    }

    @Test
    void ends_when_it_is_asked_to_and_leaves_nothing_in_the_temporary_folder() throws Exception {
        // Given: it waits for a command, or retries
        servers.command = "";
        Path temporary = Files.createDirectory(directory.resolve("temporary"));
        Process process = start(
                "run", "--config", device.settings().toString(), "--booted-slot", "a", "-Djava.io.tmpdir=" + temporary);
        await().until(() -> servers.reports().stream().anyMatch(r -> r.contains("\"kind\":\"status\"")));

        // When
        process.destroy();

        // Then: 128 and SIGTERM
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(143);
        assertThat(temporary).isEmptyDirectory();
    }

    private Outcome once(String slot) throws IOException, InterruptedException {
        return client("once", "--config", device.settings().toString(), "--booted-slot", slot);
    }

    private Outcome client(String... arguments) throws IOException, InterruptedException {
        Process process = start(arguments);
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        return new Outcome(process.exitValue(), Files.readString(directory.resolve("output")));
    }

    private Process start(String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(ClientProgram.executable().toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile())
                .start();
    }
}
