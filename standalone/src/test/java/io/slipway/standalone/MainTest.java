package io.slipway.standalone;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

import io.slipway.engines.process.Ports;
import io.slipway.standalone.platform.PortPlan;
import io.slipway.standalone.platform.ServiceName;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class MainTest {

    private static final int OFFSET = freeOffset();

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
                "keys renew",
                "keys rotate-root",
                "keys rotate-targets",
                "ceremony fetch",
                "ceremony draft-root",
                "ceremony draft-targets",
                "ceremony sign",
                "ceremony submit",
                "release publish",
                "release list",
                "release withdraw",
                "bundle create",
                "bundle report",
                "rollout create",
                "rollout start",
                "rollout watch",
                "rollout list",
                "rollout show",
                "rollout pause",
                "rollout resume",
                "rollout abort",
                "device list",
                "device show",
                "device revoke",
                "enrol-token",
                "payload create",
                "payload apply",
                "payload inspect"
            })
    void every_command_explains_itself(String command) {
        assertThat(run((command + " --help").split(" "))).isZero();
    }

    @Test
    void status_says_by_its_exit_code_that_nothing_runs() {
        assertThat(run("status", "--data", directory.toString())).isEqualTo(3);
    }

    @Test
    void down_is_content_when_nothing_runs() {
        assertThat(run("down", "--data", directory.toString())).isZero();
    }

    static Stream<Arguments> ports() {
        return new PortPlan(OFFSET).all().entrySet().stream().map(port -> arguments(port.getKey(), port.getValue()));
    }

    @ParameterizedTest
    @MethodSource("ports")
    void up_names_the_port_in_use_and_what_needs_it(String user, int port) throws IOException {
        // Given
        try (ServerSocket other = new ServerSocket()) {
            other.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));

            // When
            int exitCode = run("up", "--data", directory.toString(), "--port-offset", Integer.toString(OFFSET));

            // Then
            assertThat(exitCode).isEqualTo(1);
            assertThat(sentence())
                    .isEqualTo(
                            "Port " + port + ", which " + user
                                    + " needs, is in use by another program; stop that, or choose other ports with --port-offset.");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fly",
                "up --fly",
                "up further",
                "up --port-offset 99999",
                "demo --devices 1",
                "demo --devices many",
                "demo --from a.img",
                "demo --client no-such-file",
                "rollout",
                "rollout start",
                "rollout start 7"
            })
    void what_is_not_understood_is_answered_with_one_sentence_and_where_to_read_on(String line) {
        assertThat(run(line.split(" "))).isEqualTo(2);
        assertThat(sentence())
                .matches(".*\\. \\./slipway.* --help says more\\.")
                .doesNotContain("Exception");
    }

    @Test
    void a_data_directory_that_cannot_be_made_is_named() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        assertThat(run("up", "--data", file.toString())).isEqualTo(1);
        assertThat(sentence())
                .isEqualTo("The data directory " + file + " cannot be used: " + file
                        + " exists already, and is no directory.");
    }

    @Test
    void demo_names_the_image_that_is_missing() throws IOException {
        Path image = Files.writeString(directory.resolve("a.img"), "content");

        assertThat(demo(image, directory.resolve("b.img"))).isEqualTo(1);
        assertThat(sentence()).isEqualTo("There is no image file " + directory.resolve("b.img") + ".");
    }

    @Test
    void demo_names_the_image_that_is_empty() throws IOException {
        Path empty = Files.createFile(directory.resolve("a.img"));

        assertThat(demo(empty, empty)).isEqualTo(1);
        assertThat(sentence()).isEqualTo("The image file " + empty + " is empty.");
    }

    @Test
    void demo_wants_images_that_differ() throws IOException {
        Path one = Files.writeString(directory.resolve("a.img"), "content");
        Path same = Files.writeString(directory.resolve("b.img"), "content");

        assertThat(demo(one, same)).isEqualTo(1);
        assertThat(sentence())
                .isEqualTo("The image files " + one + " and " + same
                        + " have the same content, so there is nothing to update.");
    }

    @Test
    void an_operator_learns_where_the_password_is_expected() {
        assertThat(run("device", "list", "--data", directory.toString())).isEqualTo(1);
        assertThat(sentence())
                .isEqualTo("There is no operator's password: set SLIPWAY_OPERATOR_PASSWORD, or start the platform ("
                        + directory.resolve("operator-password") + " is missing).");
    }

    @Test
    void an_operator_learns_which_service_does_not_answer() throws IOException {
        Files.writeString(directory.resolve("operator-password"), "secret");

        assertThat(run("device", "list", "--data", directory.toString(), "--port-offset", Integer.toString(OFFSET)))
                .isEqualTo(1);
        assertThat(sentence())
                .isEqualTo("rollout-service does not answer at http://127.0.0.1:"
                        + new PortPlan(OFFSET).api(ServiceName.ROLLOUT) + " (is it running?).");
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

    /** Moves every port to where nothing listens now. */
    private static int freeOffset() {
        return IntStream.generate(() -> ThreadLocalRandom.current().nextInt(2_000, 10_000))
                .limit(100)
                .filter(offset -> new PortPlan(offset).all().values().stream().allMatch(Ports::isFree))
                .findFirst()
                .orElseThrow();
    }

    private int demo(Path from, Path to) {
        return run("demo", "--data", directory.toString(), "--from", from.toString(), "--to", to.toString());
    }

    /** What was printed, which is one line. */
    private String sentence() {
        assertThat(printed.toString()).endsWith("\n").containsOnlyOnce("\n");
        return printed.toString().strip();
    }

    private int run(String... arguments) {
        CommandLine commandLine = Main.commandLine();
        commandLine.setErr(new PrintWriter(printed, true));
        return commandLine.execute(arguments);
    }
}
