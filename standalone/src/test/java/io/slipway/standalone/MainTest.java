package io.slipway.standalone;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

class MainTest {

    @TempDir
    Path directory;

    private final StringWriter printed = new StringWriter();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "up",
                "status",
                "down",
                "keys create",
                "keys show",
                "keys init-repository",
                "keys rotate-root",
                "release publish",
                "rollout create",
                "rollout start",
                "rollout watch",
                "device list",
                "enrol-token"
            })
    void every_command_explains_itself(String command) {
        assertThat(run((command + " --help").split(" "))).isZero();
    }

    @Test
    void a_command_that_does_not_exist_is_refused() {
        assertThat(run("fly")).isEqualTo(2);
        assertThat(printed.toString()).contains("fly");
    }

    @Test
    void status_says_by_its_exit_code_that_nothing_runs() {
        assertThat(run("status", "--data", directory.toString())).isEqualTo(3);
    }

    @Test
    void down_is_content_when_nothing_runs() {
        assertThat(run("down", "--data", directory.toString())).isZero();
    }

    @Test
    void up_names_the_port_in_use_and_what_needs_it() throws IOException {
        // Given
        try (ServerSocket other = new ServerSocket()) {
            other.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 20_000 + 5433));

            // When
            int exitCode = run("up", "--data", directory.toString(), "--port-offset", "20000");

            // Then
            assertThat(exitCode).isEqualTo(1);
            assertThat(printed.toString())
                    .isEqualToIgnoringNewLines(
                            "Port 25433, which postgres needs, is in use by another program; stop that, or choose other ports with"
                                    + " --port-offset.");
        }
    }

    @Test
    void demo_never_empties_the_data_of_a_platform_that_someone_uses() throws IOException {
        // Given
        Path precious = Files.createDirectories(directory.resolve("engines/postgres/data"));

        // When
        int exitCode = run("demo", "--data", directory.toString(), "--from", "a.img", "--to", "b.img");

        // Then
        assertThat(exitCode).isEqualTo(1);
        assertThat(printed.toString()).contains("holds the data of ./slipway up");
        assertThat(precious).exists();
    }

    @Test
    void demo_wants_both_images_or_none() {
        assertThat(run("demo", "--data", directory.toString(), "--from", "a.img"))
                .isEqualTo(1);
        assertThat(printed.toString()).isEqualToIgnoringNewLines("--from and --to go together.");
    }

    private int run(String... arguments) {
        CommandLine commandLine = Main.commandLine();
        commandLine.setErr(new PrintWriter(printed, true));
        return commandLine.execute(arguments);
    }
}
