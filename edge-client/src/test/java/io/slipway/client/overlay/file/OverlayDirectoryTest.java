package io.slipway.client.overlay.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.slipway.client.fixture.OverlayScript;
import io.slipway.client.slot.SlotName;

import static org.assertj.core.api.Assertions.assertThat;

/** The client's side of the layers together with the script that runs before they are mounted. */
class OverlayDirectoryTest {

    @TempDir
    Path directory;

    private Path layers;
    private OverlayScript script;
    private OverlayDirectory overlays;
    private int devices;

    @BeforeEach
    void newDevice() throws IOException, InterruptedException {
        Path device = directory.resolve("device-" + devices++);
        layers = device.resolve("data/overlay");
        script = new OverlayScript(device, layers);
        overlays = new OverlayDirectory(layers);
        script.boot("a");
        write("one");
        overlays.setMigrated(Set.of("001-first"));
    }

    @Test
    void layers_have_the_permissions_of_what_they_cover() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(layers.resolve("upper/root"))))
                .isEqualTo("rwx------");
    }

    @Test
    void layers_are_really_mounted_over_the_system() throws Exception {
        // Given
        Files.writeString(script.root().resolve("etc/passwd"), "of the system");

        // When
        int code = script.mounted(
                "cd '%s' && grep -q one etc/app.conf && grep -q system etc/passwd && rm etc/passwd && echo new > etc/new"
                        .formatted(script.root()));

        // Then
        assertThat(code).isZero();
        assertThat(layers.resolve("upper/etc/new")).hasContent("new");
        assertThat(script.root().resolve("etc/passwd")).exists();
        assertThat(script.root().resolve("etc/new")).doesNotExist();
    }

    @Test
    void layers_stay_after_an_update_that_is_committed() throws Exception {
        // When
        update();
        overlays.end();
        script.boot("b");
        script.boot("a");

        // Then
        assertThat(read()).isEqualTo("two");
        assertThat(overlays.migrated()).containsExactlyInAnyOrder("001-first", "002-second");
        assertThat(layers.resolve("snapshot")).doesNotExist();
    }

    @Test
    void layers_go_back_with_the_bootloader() throws Exception {
        // Given
        Files.createSymbolicLink(layers.resolve("upper/etc/link"), Path.of("nowhere"));

        // When
        update();
        script.boot("b");
        assertThat(read()).isEqualTo("two");
        script.boot("a");

        // Then
        assertThat(read()).isEqualTo("one");
        assertThat(overlays.migrated()).containsExactly("001-first");
        assertThat(layers.resolve("upper/etc/link")).isSymbolicLink();

        // When the bootloader tries once more
        script.boot("b");
        write("two");
        script.boot("a");

        // Then
        assertThat(read()).isEqualTo("one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "b"})
    void a_loss_of_power_while_layers_are_kept_aside_loses_nothing(String next) throws Exception {
        boolean complete = false;
        for (int cut = 0; !complete; cut++) {
            // Given
            newDevice();
            overlays.begin(SlotName.A, SlotName.B, false);

            // When
            complete = script.boot("b", cut);
            script.boot(next);

            // Then
            assertThat(read()).as("cut %d", cut).isEqualTo("one");
            write("two");
            script.boot("a");
            assertThat(read()).as("cut %d", cut).isEqualTo(next.equals("b") ? "one" : "two");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "b"})
    void a_loss_of_power_while_layers_go_back_loses_nothing(String next) throws Exception {
        boolean complete = false;
        for (int cut = 0; !complete; cut++) {
            // Given
            newDevice();
            update();

            // When
            complete = script.boot("a", cut);
            script.boot(next);

            // Then
            if (next.equals("a")) {
                assertThat(read()).as("cut %d", cut).isEqualTo("one");
            }
            script.boot("a");
            assertThat(read()).as("cut %d", cut).isEqualTo("one");
            assertThat(overlays.migrated()).containsExactly("001-first");
        }
    }

    @Test
    void layers_are_empty_after_a_wipe_whenever_the_power_is_lost() throws Exception {
        boolean complete = false;
        for (int cut = 0; !complete; cut++) {
            // Given
            newDevice();
            overlays.wipe();

            // When
            complete = script.boot("a", cut);
            script.boot("a");

            // Then
            assertThat(layers.resolve("upper/etc")).isEmptyDirectory();
            assertThat(overlays.hasHistory()).isFalse();
            assertThat(layers.resolve("wipe")).doesNotExist();
            assertThat(layers.resolve("upper.old")).doesNotExist();
        }
    }

    @Test
    void a_trial_with_empty_layers_can_be_taken_back_whenever_the_power_is_lost() throws Exception {
        boolean complete = false;
        for (int cut = 0; !complete; cut++) {
            // Given
            newDevice();
            overlays.begin(SlotName.A, SlotName.B, true);

            // When
            complete = script.boot("b", cut);
            script.boot("b");

            // Then
            assertThat(layers.resolve("upper/etc")).isEmptyDirectory();
            script.boot("a");
            assertThat(read()).as("cut %d", cut).isEqualTo("one");
        }
    }

    @Test
    void what_an_earlier_update_has_left_is_not_brought_back() throws Exception {
        // Given an update to b that was committed just before the power was lost
        update();

        // When the next one goes to a
        overlays.begin(SlotName.B, SlotName.A, false);
        script.boot("a");

        // Then
        assertThat(read()).isEqualTo("two");
    }

    /** An update from a to b, whose migration has run. */
    private void update() throws IOException, InterruptedException {
        overlays.begin(SlotName.A, SlotName.B, false);
        script.boot("b");
        write("two");
        overlays.setMigrated(Set.of("001-first", "002-second"));
    }

    private void write(String content) throws IOException {
        Files.writeString(layers.resolve("upper/etc/app.conf"), content);
    }

    private String read() throws IOException {
        return Files.readString(layers.resolve("upper/etc/app.conf"));
    }
}
