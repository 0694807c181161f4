package io.slipway.client.hook;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.slipway.client.health.Verdict;
import io.slipway.client.health.Vitals;
import io.slipway.client.hook.file.HookDirectory;
import io.slipway.client.log.EventLog;
import io.slipway.client.notification.UpdateState;
import io.slipway.client.notification.json.JsonUpdateState;
import io.slipway.client.time.MonotonicTime;

import static org.assertj.core.api.Assertions.assertThat;

class RunHooksTest {

    private static final UpdateState STATE = new UpdateState(
            "trial",
            Optional.of(UUID.fromString("11111111-2222-3333-4444-555555555555")),
            Optional.of(new UpdateState.Release("debian", "2")),
            Optional.of("b"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Instant.parse("2026-11-21T10:00:00Z"));

    @TempDir
    Path directory;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @Test
    void gives_the_state_as_json_and_its_words_as_variables() throws IOException, InterruptedException {
        // Given
        Path seen = directory.resolve("seen");
        hook("before-commit", "10-look", "cat > '%s'; env | grep ^SLIPWAY_ | sort >> '%s'".formatted(seen, seen));

        // When
        Optional<String> refusal = hooks().before(Phase.COMMIT, STATE);

        // Then
        assertThat(refusal).isEmpty();
        assertThat(seen).hasContent("""
                {"state":"trial","deploymentId":"11111111-2222-3333-4444-555555555555",\
                "release":{"name":"debian","version":"2"},"slot":"b","at":"2026-11-21T10:00:00Z"}
                SLIPWAY_DEPLOYMENT_ID=11111111-2222-3333-4444-555555555555
                SLIPWAY_HOOK=before-commit
                SLIPWAY_RELEASE_NAME=debian
                SLIPWAY_RELEASE_VERSION=2
                SLIPWAY_SLOT=b
                SLIPWAY_STATE=trial
                """);
    }

    @Test
    void the_first_that_fails_before_a_phase_refuses_it() throws IOException, InterruptedException {
        // Given
        Path ran = directory.resolve("ran");
        hook("before-arm", "10-good", "echo good >> '%s'".formatted(ran));
        hook("before-arm", "20-bad", "echo the door is open; exit 3");
        hook("before-arm", "30-late", "echo late >> '%s'".formatted(ran));

        // When, Then
        assertThat(hooks().before(Phase.ARM, STATE))
                .contains("hook before-arm/20-bad ended with exit code 3: the door is open");
        assertThat(ran).hasContent("good");
    }

    @Test
    void after_a_phase_all_run_and_failures_are_logged() throws IOException, InterruptedException {
        // Given
        Path ran = directory.resolve("ran");
        hook("after-fall-back", "10-bad", "exit 1");
        hook("after-fall-back", "20-good", "touch '%s'".formatted(ran));

        // When
        hooks().after(Phase.FALL_BACK, STATE);

        // Then
        assertThat(ran).exists();
        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains("WARN hook failed")
                .contains("exit code 1");
    }

    @Test
    void a_hook_that_does_not_end_refuses_the_phase() throws IOException, InterruptedException {
        // Given
        hook("before-download", "10-endless", "sleep 3600");

        // When, Then
        assertThat(hooks(Duration.ofMillis(200)).before(Phase.DOWNLOAD, STATE))
                .contains("hook before-download/10-endless did not end within 200 ms");
        assertThat(hooks(Duration.ofMillis(200)).longest(Phase.DOWNLOAD)).isGreaterThan(Duration.ofMillis(200));
        assertThat(hooks(Duration.ofMillis(200)).longest(Phase.ARM)).isZero();
    }

    @Test
    void what_is_unsafe_does_not_run_and_refuses_the_phase() throws IOException, InterruptedException {
        // Given
        Path ran = directory.resolve("ran");
        Path hook = hook("before-update", "10-open", "touch '%s'".formatted(ran));
        Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxrwxrwx"));

        // When, Then
        assertThat(hooks().before(Phase.UPDATE, STATE))
                .contains("hook before-update/10-open can be written by others: " + hook);
        assertThat(ran).doesNotExist();
    }

    @Test
    void what_is_not_executable_is_ignored_and_logged() throws IOException, InterruptedException {
        // Given
        Path hook = hook("before-update", "10-disabled", "exit 1");
        Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rw-r--r--"));

        // When, Then
        assertThat(hooks().before(Phase.UPDATE, STATE)).isEmpty();
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("hook ignored");
    }

    @Test
    void hooks_surround_the_examination_and_decide_with_it() throws IOException, InterruptedException {
        // Given
        Path ran = directory.resolve("ran");
        hook("before-trial", "10", "echo trial >> '%s'".formatted(ran));
        hook("before-commit", "10", "echo commit >> '%s'; test ! -e '%s'".formatted(ran, directory.resolve("no")));
        Vitals vitals = new Vitals(MonotonicTime.SYSTEM);
        List<String> examined = new ArrayList<>();
        ExamineWithHooks examine = new ExamineWithHooks(
                _ -> {
                    examined.add(Files.exists(ran) ? "after before-trial" : "first");
                    return new Verdict.Healthy();
                },
                hooks(),
                () -> STATE,
                vitals);

        // When, Then
        assertThat(examine.examine(Map.of())).isEqualTo(new Verdict.Healthy());
        assertThat(vitals.condition()).isEqualTo(Vitals.Condition.GOOD);
        assertThat(ran).hasContent("trial\ncommit");
        assertThat(examined).containsExactly("after before-trial");

        Files.createFile(directory.resolve("no"));
        assertThat(examine.examine(Map.of()))
                .isEqualTo(new Verdict.Unhealthy("hook-failed", "hook before-commit/10 ended with exit code 1"));
        assertThat(vitals.condition()).isEqualTo(Vitals.Condition.LOST);
    }

    private RunHooks hooks() {
        return hooks(Duration.ofSeconds(30));
    }

    private RunHooks hooks(Duration timeout) {
        EventLog log = new EventLog(new PrintStream(said, true, StandardCharsets.UTF_8), Clock.systemUTC());
        return new RunHooks(new HookDirectory(directory.resolve("hooks")), new JsonUpdateState(), timeout, log);
    }

    private Path hook(String point, String name, String script) throws IOException {
        Path place = Files.createDirectories(directory.resolve("hooks").resolve(point));
        Path hook = Files.writeString(place.resolve(name), "#!/bin/sh\n" + script + "\n");
        return Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
