package io.slipway.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Every component is real and a process of its own: upload, signed release, rollout in waves, A/B install, one device that falls back. */
class DemoTest {

    private static final int IMAGE_BYTES = 24 << 20;
    private static final int DEVICES = 5;
    private static final int MINUTES_TO_FINISH = 15;

    @TempDir
    Path directory;

    private record Outcome(int exitCode, String output) {}

    @Test
    void four_devices_run_the_new_release_the_sick_one_fell_back_and_one_trace_tells_it_all() throws Exception {
        try (TraceReceiver receiver = new TraceReceiver()) {
            // When
            Outcome outcome = demo(receiver.environment());

            // Then
            assertThat(outcome.exitCode()).as(outcome.output()).isZero();
            assertThat(outcome.output().lines().filter(line -> line.matches("board-\\d+ +1 +2 +succeeded .*")))
                    .hasSize(DEVICES - 1);
            assertThat(outcome.output()).containsPattern("board-\\d+ +1 +1 +rolled-back .*\\R +health-check-failed: ");
            assertThat(receiver.traceWith("rollout-service: POST /api/v1/rollouts/{rolloutId}/start"))
                    .contains("rollout-service: slipway.rollout.deployment.v1 publish")
                    .contains("device-gateway: slipway.rollout.deployment.v1 receive")
                    .contains("rollout-service: slipway.device.report.v1 receive")
                    .containsAll(spansOfEach("device-gateway: command offered (default/board-%d)"))
                    .containsAll(spansOfEach("device-gateway: report received (default/board-%d)"));
        }
    }

    private static List<String> spansOfEach(String name) {
        return IntStream.rangeClosed(1, DEVICES).mapToObj(name::formatted).toList();
    }

    @Tag("system")
    @ParameterizedTest
    @ValueSource(strings = {"rollout-service", "device-gateway", "kafka", "postgres"})
    void a_component_killed_in_the_middle_loses_nothing_and_doubles_nothing(String victim) throws Exception {
        // When
        Outcome outcome = demo(Map.of(), "--kill", victim);

        // Then
        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    }

    @Tag("system")
    @Test
    void devices_that_run_the_executable_do_the_same() throws Exception {
        // Given: what ./slipway native builds
        Path executable = SlipwayProcess.ROOT.resolve("edge-client/target/slipway-client");

        // When
        Outcome outcome = demo(Map.of(), "--client", executable.toString());

        // Then
        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    }

    private Outcome demo(Map<String, String> environment, String... more) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(
                "demo",
                "--data",
                directory.resolve("data").toString(),
                "--port-offset",
                "20000",
                "--from",
                image(1).toString(),
                "--to",
                image(2).toString()));
        arguments.addAll(List.of(more));
        Path output = directory.resolve("output");
        try (SlipwayProcess process = SlipwayProcess.slipway(output, environment, arguments)) {
            return new Outcome(process.exitCode(MINUTES_TO_FINISH), process.said());
        }
    }

    private Path image(int release) throws IOException {
        byte[] content = new byte[IMAGE_BYTES];
        new Random(release).nextBytes(content);
        return Files.write(directory.resolve("release-" + release + ".img"), content);
    }
}
