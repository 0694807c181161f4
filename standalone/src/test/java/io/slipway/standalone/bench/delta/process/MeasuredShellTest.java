package io.slipway.standalone.bench.delta.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.slipway.standalone.bench.delta.process.MeasuredShell.Result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MeasuredShellTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    @Test
    void runs_in_its_folder_with_its_environment_and_leaves_only_what_the_script_wrote() throws IOException {
        Result result = new MeasuredShell(folder, PATIENCE).run("echo \"$WORD\" | tee result", Map.of("WORD", "hello"));

        assertThat(result).isInstanceOfSatisfying(Result.Done.class, done -> assertThat(done.peakMemory())
                .isGreaterThanOrEqualTo(done.ownMemory())
                .isPositive());
        assertThat(folder.resolve("result")).hasContent("hello");
        assertThat(folder).isDirectoryNotContaining("glob:**.txt");
    }

    @Test
    void ends_with_the_first_command_that_fails_and_tells_its_last_words() throws IOException {
        Result result = new MeasuredShell(folder, PATIENCE).run("echo first; echo last; false; touch later", Map.of());

        assertThat(result).isEqualTo(new Result.Failed("last"));
        assertThat(folder.resolve("later")).doesNotExist();
    }

    @Test
    void ends_a_script_that_takes_too_long() throws IOException {
        Result result = new MeasuredShell(folder, Duration.ZERO).run("sleep 600; touch later", Map.of());

        assertThat(result).isEqualTo(new Result.Failed("did not end within 0 minutes"));
    }

    @Test
    void adds_the_times_of_the_children_in_user_mode_and_kernel() {
        assertThat(MeasuredShell.processorSeconds("0m9.0s 0m9.0s\n2m1.250000s 0m0.500000s\n"))
                .isEqualTo(121.75);
    }

    @Test
    void times_in_another_form_are_refused() {
        assertThatThrownBy(() -> MeasuredShell.processorSeconds("real 1.0"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
