package io.slipway.standalone.operator.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import io.slipway.standalone.board.TestPlatform;

import static org.assertj.core.api.Assertions.assertThat;

/** Bundles from a mirror of a repository, by the commands that docs/operations.md shows. */
class BundleCommandTest {

    private static final int IMAGE_BYTES = 1 << 20;

    @TempDir
    Path place;

    private TestPlatform platform;
    private Path mirror;
    private String printed = "";
    private String complaint = "";

    @BeforeEach
    void publish() throws IOException {
        byte[] image = new byte[IMAGE_BYTES];
        new Random(1).nextBytes(image);
        platform = new TestPlatform(Files.write(place.resolve("2.img"), image), place.resolve("2.payload"));
        mirror = platform.mirror(place.resolve("mirror"));
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    void the_same_content_makes_the_same_bundle_byte_for_byte() throws IOException {
        // When
        int first = create("one");
        int second = create("two");

        // Then
        assertThat(List.of(first, second)).as(complaint).containsOnly(0);
        assertThat(files("one")).isEqualTo(files("two")).contains("bundle.json", "metadata/1.root.json");
        for (String file : files("one")) {
            assertThat(place.resolve("two").resolve(file))
                    .hasSameBinaryContentAs(place.resolve("one").resolve(file));
        }
        assertThat(printed)
                .containsPattern("Bundle [0-9a-f]{16} of debian 2 is in .*/two: 6 files, [0-9]+ bytes, checked");
    }

    @Test
    void a_bundle_can_be_made_from_a_bundle() throws IOException {
        // Given
        create("one");
        mirror = place.resolve("one");

        // When
        int code = create("two");

        // Then
        assertThat(code).as(complaint).isZero();
        assertThat(place.resolve("two/bundle.json")).hasSameBinaryContentAs(place.resolve("one/bundle.json"));
    }

    @Test
    void refuses_a_payload_that_is_not_the_signed_one() throws IOException {
        // Given
        Path payload = onlyFileIn("payloads");
        byte[] content = Files.readAllBytes(payload);
        content[content.length / 2] ^= 1;
        Files.write(payload, content);

        // Then
        assertRefused("has sha256 ", "no bundle was made");
    }

    @Test
    void refuses_a_payload_that_ends_early() throws IOException {
        // Given
        Path payload = onlyFileIn("payloads");
        Files.write(payload, new byte[100]);

        // Then
        assertRefused("ended after 100 of ");
    }

    @Test
    void refuses_metadata_that_was_changed() throws IOException {
        // Given
        Path targets = mirror.resolve("metadata/2.targets.json");
        Files.writeString(targets, Files.readString(targets).replace("virtual-board", "virtual-bread"));

        // Then
        assertRefused("is not to be trusted, so no bundle was made");
    }

    @Test
    void refuses_a_repository_that_the_trusted_root_does_not_speak_for() throws IOException {
        // Given
        try (TestPlatform other = new TestPlatform(place.resolve("2.img"), place.resolve("other.payload"))) {
            Path root = Files.write(place.resolve("other-root.json"), other.root());

            // When
            int code = create("stick", "--trusted-root", root.toString());

            // Then
            assertThat(code).isOne();
            assertThat(complaint).contains("is not to be trusted, so no bundle was made");
            assertThat(place.resolve("stick/bundle.json")).doesNotExist();
        }
    }

    @Test
    void says_what_is_not_there() throws IOException {
        assertThat(create("a", "--from", "1")).isOne();
        assertThat(complaint).contains("There is no signed release debian 1 with rootfs to start from");
        assertThat(create("b", "--from", "2")).isOne();
        assertThat(complaint).contains("There is no delta from debian/2/rootfs to debian/2/rootfs");
        assertThat(run(
                        "create",
                        "--repository",
                        mirror.toString(),
                        "--name",
                        "debian",
                        "--version",
                        "9",
                        "--device-type",
                        "virtual-board",
                        place.resolve("c").toString()))
                .isOne();
        assertThat(complaint).contains("There is no signed release debian 9 for devices of the type virtual-board");
    }

    @Test
    void leaves_alone_what_lies_there() throws IOException {
        // Given
        create("stick");
        byte[] before = Files.readAllBytes(place.resolve("stick/bundle.json"));

        // When
        int code = create("stick");

        // Then
        assertThat(code).isOne();
        assertThat(complaint).contains("bundle.json is there already");
        assertThat(Files.readAllBytes(place.resolve("stick/bundle.json"))).isEqualTo(before);
    }

    @Test
    void shows_what_devices_wrote_and_nothing_that_harms_a_terminal() throws IOException {
        // Given
        Path results = Files.createDirectories(place.resolve("stick/results"));
        Files.writeString(results.resolve("board-1-1.json"), result("board-1", "\"state\":\"succeeded\""));
        Files.writeString(
                results.resolve("board-2-1.json"),
                result(
                        "board-2\\u001b[2J",
                        "\"state\":\"rolled-back\",\"reason\":{\"code\":\"health-check-failed\",\"detail\":\"no display\"}"));
        Files.writeString(results.resolve("note.json"), "{}");
        Files.createSymbolicLink(results.resolve("passwd-1.json"), Path.of("/etc/passwd"));
        Files.write(results.resolve("zeros-1.json"), new byte[70_000]);

        // When
        int code = run("report", place.resolve("stick").toString());
        String table = printed;
        String unusable = complaint;
        run("report", "--json", place.resolve("stick").toString());

        // Then
        assertThat(code).isZero();
        assertThat(table.lines())
                .anyMatch(line -> line.matches("board-1 +virtual-board +debian 2 +succeeded +2026-11-21T10:00:00Z"))
                .anyMatch(line -> line.startsWith("board-2?[2J") && line.endsWith("health-check-failed: no display"))
                .hasSize(3);
        assertThat(table).doesNotContain("\u001b");
        assertThat(unusable)
                .contains("note.json is no result", "passwd-1.json is no result", "zeros-1.json is no result");
        assertThat(printed).startsWith("[{").contains("\"deviceId\":\"board-1\"");
    }

    private static String result(String deviceId, String state) {
        return """
            {"format":"slipway-result-1","bundle":"00","deviceId":"%s","deviceType":"virtual-board",\
            "release":{"id":"11111111-2222-3333-4444-555555555555","name":"debian","version":"2"},\
            "startedAt":"2026-11-21T09:00:00Z","endedAt":"2026-11-21T10:00:00Z","report":{%s}}""".formatted(deviceId, state);
    }

    private void assertRefused(String... words) {
        assertThat(create("stick")).isOne();
        assertThat(complaint).contains(words);
        assertThat(place.resolve("stick/bundle.json")).doesNotExist();
    }

    private int create(String folder, String... more) {
        List<String> line = new ArrayList<>(List.of(
                "create",
                "--repository",
                mirror.toString(),
                "--data",
                place.resolve("data").toString(),
                "--name",
                "debian",
                "--version",
                "2",
                "--device-type",
                "virtual-board",
                place.resolve(folder).toString()));
        line.addAll(List.of(more));
        return run(line.toArray(String[]::new));
    }

    private int run(String... line) {
        StringWriter errors = new StringWriter();
        CommandLine commandLine = new CommandLine(new BundleCommand());
        commandLine.setExecutionExceptionHandler((failure, _, _) -> {
            errors.append(failure.getMessage());
            return 1;
        });
        commandLine.setErr(new PrintWriter(errors, true));
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream toOut = new ByteArrayOutputStream();
        ByteArrayOutputStream toErr = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(toOut, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(toErr, true, StandardCharsets.UTF_8));
            return commandLine.execute(line);
        } finally {
            System.setOut(out);
            System.setErr(err);
            printed = toOut.toString(StandardCharsets.UTF_8);
            complaint = errors + toErr.toString(StandardCharsets.UTF_8);
        }
    }

    private Path onlyFileIn(String folder) throws IOException {
        try (Stream<Path> files = Files.list(mirror.resolve(folder))) {
            return files.findFirst().orElseThrow();
        }
    }

    private List<String> files(String folder) throws IOException {
        Path root = place.resolve(folder);
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
