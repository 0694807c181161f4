package io.slipway.client.health.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.slipway.client.health.Probe;

import static org.assertj.core.api.Assertions.assertThat;

class ProgramProbeTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    @Test
    void passes_when_the_command_ends_with_zero() throws InterruptedException {
        assertThat(command("test \"$SLIPWAY_SLOT\" = b")).isEmpty();
    }

    @Test
    void fails_with_the_exit_code_and_the_last_words() throws InterruptedException {
        assertThat(command("echo no route to host >&2; exit 3")).contains("ended with exit code 3: no route to host");
    }

    @Test
    void kills_a_command_that_does_not_end() throws InterruptedException {
        assertThat(new ProgramProbe("systemctl")
                        .complaint(new Probe.Command("sleep 3600 & sleep 3600"), Duration.ofMillis(300), Map.of()))
                .contains("did not end within 300 ms");
    }

    @Test
    void a_unit_passes_if_systemctl_says_that_it_is_active() throws IOException, InterruptedException {
        // Given
        ProgramProbe probe = new ProgramProbe(
                program("[ \"$1 $2 $3\" = 'is-active -- app.service' ] && echo active || { echo failed; exit 3; }"));

        // When, Then
        assertThat(probe.complaint(new Probe.Unit("app.service"), TIMEOUT, Map.of()))
                .isEmpty();
        assertThat(probe.complaint(new Probe.Unit("other.service"), TIMEOUT, Map.of()))
                .contains("ended with exit code 3: failed");
    }

    @Test
    void the_system_passes_if_its_state_is_one_of_those_accepted() throws IOException, InterruptedException {
        // Given
        ProgramProbe probe = new ProgramProbe(program("[ $1 = is-system-running ] && echo degraded; exit 1"));

        // When, Then
        assertThat(probe.complaint(new Probe.System(Set.of("running", "degraded")), TIMEOUT, Map.of()))
                .isEmpty();
        assertThat(probe.complaint(new Probe.System(Set.of("running")), TIMEOUT, Map.of()))
                .contains("found the system degraded, expected running");
    }

    @Test
    void fails_where_there_is_no_systemd() throws InterruptedException {
        assertThat(new ProgramProbe(directory.resolve("none").toString())
                        .complaint(new Probe.Unit("app.service"), TIMEOUT, Map.of()))
                .hasValueSatisfying(c -> assertThat(c).startsWith("could not be started: "));
    }

    private static Optional<String> command(String command) throws InterruptedException {
        return new ProgramProbe("systemctl")
                .complaint(new Probe.Command(command), TIMEOUT, Map.of("SLIPWAY_SLOT", "b"));
    }

    private String program(String script) throws IOException {
        Path file = Files.writeString(directory.resolve("systemctl"), "#!/bin/sh\n" + script + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"))
                .toString();
    }
}
