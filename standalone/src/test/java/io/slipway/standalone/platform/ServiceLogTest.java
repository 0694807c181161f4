package io.slipway.standalone.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ServiceLogTest {

    @TempDir
    Path directory;

    @Test
    void shows_the_last_entries_as_a_person_reads_them() throws IOException {
        // Given
        Path file = Files.writeString(directory.resolve("service.log"), """
                {"timestamp":"t","level":"INFO","message":"one","threadName":"main"}
                {"timestamp":"t","level":"INFO","message":"two","threadName":"main"}
                {"timestamp":"t","level":"INFO","message":"three","threadName":"main"}
                {"timestamp":"t","level":"INFO","message":"four","threadName":"main"}
                {"timestamp":"t","level":"ERROR","message":"five failed\\n\\tat Main","exception":{"stackTrace":"..."}}

                Killed
                """);

        // When
        String end = new ServiceLog(file).end();

        // Then
        assertThat(end.lines())
                .containsExactly(
                        "",
                        "The end of " + file + ":",
                        "  INFO two",
                        "  INFO three",
                        "  INFO four",
                        "  ERROR five failed",
                        "  Killed");
    }

    @Test
    void is_silent_where_there_is_no_log() {
        assertThat(new ServiceLog(directory.resolve("service.log")).end()).isEmpty();
    }
}
