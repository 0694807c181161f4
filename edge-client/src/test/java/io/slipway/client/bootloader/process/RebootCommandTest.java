package io.slipway.client.bootloader.process;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RebootCommandTest {

    @TempDir
    Path directory;

    @Test
    void tells_the_command_what_the_bootloader_needs_to_be_told() {
        // Given
        Path told = directory.resolve("told");
        RebootCommand command = new RebootCommand("echo \"$SLIPWAY_REBOOT_ARGUMENT\" >'" + told + "'; exit 5");

        // When
        assertThatThrownBy(() -> command.reboot("0 tryboot"))
                .isInstanceOf(IOException.class)
                .hasMessage("the reboot command ended with exit code 5");

        // Then
        assertThat(told).hasContent("0 tryboot");
    }
}
