package io.slipway.client.bootloader.systemdboot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EfiVariableFilesTest {

    @TempDir
    Path directory;

    private final List<Path> lifted = new ArrayList<>();
    private EfiVariableFiles variables;
    private Path file;

    @BeforeEach
    void open() {
        variables = new EfiVariableFiles(directory, lifted::add);
        file = directory.resolve("LoaderEntryOneShot-4a67b082-0a4c-41cf-b6c7-440b29bb8c4f");
    }

    @Test
    void has_the_layout_of_efivarfs() throws IOException {
        // When
        variables.set(EfiVariables.ONE_SHOT, "b.conf");

        // Then
        assertThat(Files.readAllBytes(file))
                .isEqualTo(new byte[] {7, 0, 0, 0, 'b', 0, '.', 0, 'c', 0, 'o', 0, 'n', 0, 'f', 0, 0, 0});
        assertThat(variables.get(EfiVariables.ONE_SHOT)).isEqualTo(Optional.of("b.conf"));
        assertThat(lifted).isEmpty();
    }

    @Test
    void lifts_the_protection_of_a_variable_that_is_there() throws IOException {
        // Given
        variables.set(EfiVariables.ONE_SHOT, "long.conf");

        // When
        variables.set(EfiVariables.ONE_SHOT, "b.conf");

        // Then
        assertThat(lifted).isEqualTo(List.of(file));
        assertThat(variables.get(EfiVariables.ONE_SHOT)).isEqualTo(Optional.of("b.conf"));
    }

    @Test
    void knows_a_variable_that_is_not_there_from_one_that_is_none() throws IOException {
        assertThat(variables.get(EfiVariables.DEFAULT)).isEmpty();
        Files.write(file, "xyz".getBytes(StandardCharsets.US_ASCII));
        assertThatThrownBy(() -> variables.get(EfiVariables.ONE_SHOT))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("has 3 bytes, which no text has");
    }
}
