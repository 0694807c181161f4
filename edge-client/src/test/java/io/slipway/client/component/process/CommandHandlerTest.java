package io.slipway.client.component.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.slipway.client.component.HandlerException;
import io.slipway.client.component.StagedComponent;
import io.slipway.client.fixture.StagedImages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class CommandHandlerTest {

    private static final UUID DEPLOYMENT = UUID.fromString("11111111-2222-3333-4444-555555555555");

    @TempDir
    Path directory;

    @Test
    void tells_the_executable_what_to_do_with_which_image() throws Exception {
        // Given
        CommandHandler handler = handler("{ echo \"$1\"; cat; } >> '%s'".formatted(directory.resolve("calls")));

        // When
        handler.activate(staged());
        handler.undo(staged());
        handler.keep("modem");

        // Then
        String context =
                "{\"component\":\"modem\",\"image\":\"%s\",\"release\":{\"name\":\"debian\",\"version\":\"2\"},\"deploymentId\":\"%s\",\"action\":\""
                        .formatted(directory.resolve("next.img"), DEPLOYMENT);
        assertThat(directory.resolve("calls"))
                .hasContent("activate\n" + context + "activate\"}\nundo\n" + context + "undo\"}\n"
                        + "keep\n{\"component\":\"modem\",\"action\":\"keep\"}");
    }

    @Test
    void an_exit_code_other_than_zero_refuses_with_the_last_words() throws IOException {
        assertRefused(
                "seq 1 100000; echo no such modem >&2; exit 3",
                "handler activate ended with exit code 3: ",
                "no such modem");
    }

    @Test
    void what_is_no_executable_refuses() {
        assertThatThrownBy(() -> new CommandHandler(directory.resolve("none"), Duration.ofSeconds(30)).keep("modem"))
                .isInstanceOf(HandlerException.class)
                .hasMessageContaining("none keep could not be started");
    }

    @Test
    void what_does_not_end_is_killed_with_all_that_it_started() throws Exception {
        // Given
        Path pid = directory.resolve("pid");
        Path executable =
                executable("sleep 3600 & echo $! > '%s.new'; mv '%s.new' '%s'; wait".formatted(pid, pid, pid));

        // When
        assertThatThrownBy(() -> new CommandHandler(executable, Duration.ofSeconds(2)).activate(staged()))
                .isInstanceOf(HandlerException.class)
                .hasMessage("handler activate did not end within 2000 ms");

        // Then
        long child = Long.parseLong(Files.readString(pid).strip());
        await().until(() ->
                ProcessHandle.of(child).filter(ProcessHandle::isAlive).isEmpty());
    }

    private void assertRefused(String script, String start, String end) throws IOException {
        CommandHandler handler = handler(script);
        assertThatThrownBy(() -> handler.activate(staged()))
                .isInstanceOf(HandlerException.class)
                .message()
                .startsWith(start)
                .endsWith(end)
                .hasSizeLessThan(300);
    }

    private CommandHandler handler(String script) throws IOException {
        return new CommandHandler(executable(script), Duration.ofSeconds(30));
    }

    private Path executable(String script) throws IOException {
        Path file = Files.writeString(directory.resolve("handler"), "#!/bin/sh\n" + script + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private StagedComponent staged() {
        return StagedImages.staged("modem", directory.resolve("next.img"), DEPLOYMENT, "debian", "2");
    }
}
