package io.slipway.client.bootloader.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.slipway.client.bootloader.BootEnvironmentContract;
import io.slipway.client.bootloader.BootFiles;
import io.slipway.client.bootloader.BootState.OnTrial;
import io.slipway.client.slot.SlotName;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ScriptEnvironmentTest extends BootEnvironmentContract {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    /** The bootloader is a shell script, and its state a file beside it; {@code boot} is what it does when the power comes on. */
    @Override
    protected void manufacture(BootFiles files, Path place) throws IOException {
        Path state = Files.writeString(place.resolve("state"), "committed=a\ntrial=\nattempts=0\nlimit=1\n");
        Files.writeString(place.resolve("others"), "kept");
        script(place.resolve("boot-script"), """
                set -eu
                state='%s'
                case $1 in
                get) cat "$state" ;;
                set) shift; for assignment; do echo "$assignment"; done >"$state.new"; sync -f "$state.new"; mv "$state.new" "$state" ;;
                boot) . "$state"
                  slot=$committed
                  if [ -n "$trial" ] && [ "$attempts" -lt "$limit" ]; then slot=$trial; attempts=$((attempts + 1)); fi
                  printf 'committed=%%s\\ntrial=%%s\\nattempts=%%s\\nlimit=%%s\\nstarted=%%s\\n' "$committed" "$trial" "$attempts" "$limit" "$slot" >"$state"
                  echo "$slot" ;;
                esac
                """.formatted(state));
    }

    @Override
    protected Rig start(BootFiles files, Path place) {
        Path script = place.resolve("boot-script");
        return new Rig(new ScriptEnvironment(script, TIMEOUT), _ -> boot(script));
    }

    private static SlotName boot(Path script) throws IOException {
        Process process = new ProcessBuilder(script.toString(), "boot").start();
        return SlotName.parse(new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip())
                .orElseThrow();
    }

    @Override
    protected int limit() {
        return 2;
    }

    @Override
    protected String foreign(BootFiles files, Path place) throws IOException {
        return Files.readString(place.resolve("others"));
    }

    @Override
    protected void damage(BootFiles files, Path place) throws IOException {
        script(place.resolve("boot-script"), "exit 3\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "exit 7                               | failed at 'get': it ended with exit code 7",
                "echo committed=c                     | says committed=c, expected a or b",
                "echo trial=b                         | says committed=, expected a or b",
                "echo committed                       | printed the line 'committed', expected name=value",
                "echo committed=a; echo committed=b   | printed the line 'committed=b', expected name=value, each name once",
                "echo committed=a; echo trial=a       | says trial=a, expected b",
                "echo committed=a; echo trial=b       | says attempts=, expected a number from 0 to 1000",
                "while :; do echo committed=a; done   | it printed more than 4096 bytes",
            })
    void refuses_what_makes_no_sense(String body, String message) throws IOException {
        Path script = script(directory.resolve("nonsense"), body + "\n");
        assertThatThrownBy(() -> new ScriptEnvironment(script, TIMEOUT).read()).hasMessageContaining(message);
    }

    @Test
    void does_not_wait_for_ever_and_leaves_nothing_running() throws IOException {
        // Given
        Path pid = directory.resolve("pid");
        Path script = script(directory.resolve("slow"), "echo $$ >'" + pid + "'; exec sleep 1000\n");

        // When
        assertThatThrownBy(() -> new ScriptEnvironment(script, Duration.ofMillis(500)).read())
                .hasMessageContaining("it did not end within 500 ms");

        // Then
        if (Files.exists(pid)) {
            Optional<ProcessHandle> left =
                    ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()));
            left.ifPresent(process -> process.onExit().join());
        }
    }

    @Test
    void passes_on_what_the_reboot_has_to_be_told() throws Exception {
        // Given
        Path script = script(
                directory.resolve("telling"),
                "printf 'committed=a\\ntrial=b\\nattempts=0\\nlimit=1\\nstarted=a\\nreboot-argument=0 try it\\n'\n");
        ScriptEnvironment environment = new ScriptEnvironment(script, TIMEOUT);

        // Then
        assertThat(environment.read()).isEqualTo(new OnTrial(SlotName.A, 0, 1));
        assertThat(environment.started()).contains(SlotName.A);
        assertThat(environment.rebootArgument()).contains("0 try it");
    }

    @Test
    void selects_the_copy_of_the_bootloader_too() throws Exception {
        // Given
        Path state = Files.writeString(directory.resolve("selected"), "a\n");
        Path script = script(
                directory.resolve("select"),
                "case $1 in get) cat '%s' ;; set) echo $2 >'%s' ;; esac\n".formatted(state, state));
        ScriptSelection selection = new ScriptSelection(script, TIMEOUT);

        // When
        selection.select(SlotName.B);

        // Then
        assertThat(selection.selected()).isEqualTo(SlotName.B);
        Files.writeString(state, "both");
        assertThatThrownBy(selection::selected).hasMessageContaining("get says 'both', expected a or b");
    }

    private static Path script(Path file, String body) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + body);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
