package io.slipway.client.bootloader.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WriteProtectedBootFilesTest {

    @TempDir
    Path directory;

    @Test
    void protects_a_boot_partition_again_even_if_the_write_fails() throws IOException {
        // Given
        Path forceReadOnly =
                Files.createDirectories(directory.resolve("sys/mmcblk0boot1")).resolve("force_ro");
        Files.writeString(forceReadOnly, "9");
        Path device = Files.writeString(directory.resolve("mmcblk0boot1"), "0123456789");
        Path link = Files.createSymbolicLink(directory.resolve("by-name"), device);
        WriteProtectedBootFiles files = new WriteProtectedBootFiles(new ForcedBootFiles(), directory.resolve("sys"));

        // When
        files.overwrite(link, 2, bytes("xy"));

        // Then
        assertThat(device).hasContent("01xy456789");
        assertThat(forceReadOnly).hasContent("1");
        assertThatThrownBy(() -> files.overwrite(device, 9, bytes("too long"))).isInstanceOf(IOException.class);
        assertThat(device).hasContent("01xy456789");
        assertThat(forceReadOnly).hasContent("1");
    }

    @Test
    void writes_other_files_as_they_are() throws IOException {
        // Given
        Path file = Files.writeString(directory.resolve("uboot.env"), "0123");
        WriteProtectedBootFiles files = new WriteProtectedBootFiles(new ForcedBootFiles(), directory.resolve("none"));

        // When
        files.overwrite(file, 0, bytes("x"));

        // Then
        assertThat(new String(files.read(file, 0, 4), StandardCharsets.US_ASCII))
                .isEqualTo("x123");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
