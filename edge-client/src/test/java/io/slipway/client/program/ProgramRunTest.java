package io.slipway.client.program;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.slipway.client.program.Ending.Exited;
import io.slipway.client.program.Ending.NotStarted;
import io.slipway.client.program.Ending.TimedOut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class ProgramRunTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    @Test
    void gives_input_and_environment_and_tells_how_it_ended() throws InterruptedException {
        assertThat(new ProgramRun(List.of("/bin/sh", "-c", "cat; echo $X >&2; exit 7"), Map.of("X", "y"), "in", TIMEOUT)
                        .run())
                .isEqualTo(new Exited(7, "iny"));
    }

    @Test
    void keeps_only_the_end_of_long_output() throws InterruptedException {
        assertThat(ProgramRun.shell("seq 1 100000", Map.of(), TIMEOUT).run())
                .isInstanceOfSatisfying(
                        Exited.class,
                        e -> assertThat(e.lastWords()).endsWith("99999 100000").hasSizeLessThanOrEqualTo(200));
    }

    @Test
    void kills_what_does_not_end_with_all_it_started() throws Exception {
        // Given
        Path pid = directory.resolve("pid");
        String tree = "sleep 3600 & echo $! > '%s'; wait".formatted(pid);

        // When
        Ending ending = ProgramRun.shell(tree, Map.of(), Duration.ofSeconds(2)).run();

        // Then
        assertThat(ending).isEqualTo(new TimedOut());
        long child = Long.parseLong(Files.readString(pid).strip());
        await().until(() ->
                ProcessHandle.of(child).filter(ProcessHandle::isAlive).isEmpty());
    }

    @Test
    void a_program_need_not_read_its_input() throws InterruptedException {
        assertThat(new ProgramRun(List.of("true"), Map.of(), "x".repeat(ProgramRun.MAX_INPUT), TIMEOUT).run())
                .isEqualTo(new Exited(0, ""));
        assertThatThrownBy(
                        () -> new ProgramRun(List.of("true"), Map.of(), "x".repeat(ProgramRun.MAX_INPUT + 1), TIMEOUT))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void says_why_it_was_not_started() throws InterruptedException {
        assertThat(new ProgramRun(List.of("/nowhere/to-be-found"), Map.of(), "", TIMEOUT).run())
                .isInstanceOf(NotStarted.class);
    }
}
