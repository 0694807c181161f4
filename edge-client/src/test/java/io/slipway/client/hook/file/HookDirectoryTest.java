package io.slipway.client.hook.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.slipway.client.hook.HookEntry;
import io.slipway.client.hook.HookEntry.Hook;
import io.slipway.client.hook.HookEntry.Ignored;
import io.slipway.client.hook.HookEntry.Unsafe;

import static org.assertj.core.api.Assertions.assertThat;

class HookDirectoryTest {

    private static final String POINT = "before-commit";

    @TempDir
    Path directory;

    private Path shelf;
    private Path place;

    @BeforeEach
    void shelf() throws IOException {
        shelf = Files.createDirectory(directory.resolve("hooks"));
        place = Files.createDirectory(shelf.resolve(POINT));
        mode(shelf, "rwxr-xr-x");
        mode(place, "rwxr-xr-x");
    }

    @Test
    void finds_executables_in_the_order_of_their_names() throws IOException {
        // Given
        Path second = hook("20-migrate");
        Path first = hook("10-stop.sh");

        // When, Then
        assertThat(entries()).containsExactly(new Hook(first), new Hook(second));
        assertThat(new HookDirectory(shelf).at("after-commit")).isEmpty();
        assertThat(new HookDirectory(directory.resolve("none")).at(POINT)).isEmpty();
    }

    @Test
    void ignores_what_nobody_meant_to_run() throws IOException {
        // Given
        Path disabled = mode(hook("10-disabled"), "rw-r--r--");
        Path backup = hook("20-old~");
        Path packager = hook("30-new.dpkg-dist");
        Path folder = Files.createDirectory(place.resolve("40-folder"));
        Path dangling = Files.createSymbolicLink(place.resolve("50-dangling"), Path.of("nowhere"));

        // When, Then
        assertThat(entries())
                .hasOnlyElementsOfType(Ignored.class)
                .extracting(HookEntry::file)
                .containsExactly(disabled, backup, packager, folder, dangling);
    }

    @Test
    void what_others_can_write_is_unsafe() throws IOException {
        // Given
        Path byAll = mode(hook("10-all"), "rwxr-xrwx");
        Path byGroup = mode(hook("20-group"), "rwxrwxr-x");

        // When, Then
        assertThat(entries())
                .containsExactly(
                        new Unsafe(byAll, "can be written by others: " + byAll),
                        new Unsafe(byGroup, "can be written by others: " + byGroup));
    }

    @Test
    void a_hook_in_a_directory_that_others_can_write_is_unsafe() throws IOException {
        // Given
        Path hook = hook("10-good");
        mode(shelf, "rwxrwxrwx");

        // When, Then
        assertThat(entries()).containsExactly(new Unsafe(hook, "can be written by others: " + shelf));
    }

    @Test
    void links_stay_on_the_shelf() throws IOException {
        // Given
        Path shared = program(Files.createDirectory(shelf.resolve("shared")).resolve("notify"));
        mode(shelf.resolve("shared"), "rwxr-xr-x");
        Files.createSymbolicLink(place.resolve("10-inside"), Path.of("../shared/notify"));
        Path outside = Files.createSymbolicLink(place.resolve("20-outside"), program(directory.resolve("program")));

        // When, Then
        assertThat(entries()).containsExactly(new Hook(shared), new Unsafe(outside, "leads out of " + shelf));
    }

    @Test
    void more_than_64_files_are_unsafe() throws IOException {
        for (int i = 0; i < 65; i++) {
            hook("hook-" + i);
        }
        assertThat(entries()).containsExactly(new Unsafe(place, "has more than 64 files"));
    }

    private List<HookEntry> entries() throws IOException {
        return new HookDirectory(shelf).at(POINT);
    }

    private Path hook(String name) throws IOException {
        return program(place.resolve(name));
    }

    private static Path program(Path file) throws IOException {
        return mode(Files.writeString(file, "#!/bin/sh\n"), "rwxr-xr-x");
    }

    private static Path mode(Path file, String mode) throws IOException {
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }
}
