package io.slipway.client.bootloader.grub;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.slipway.client.bootloader.BootEnvironmentException;
import io.slipway.client.bootloader.BootFiles;
import io.slipway.client.bootloader.BootState.OnTrial;
import io.slipway.client.bootloader.BootState.Settled;
import io.slipway.client.bootloader.ForeignTool;
import io.slipway.client.bootloader.PowerCutContract;
import io.slipway.client.bootloader.file.ForcedBootFiles;
import io.slipway.client.bootloader.model.GrubModel;
import io.slipway.client.slot.SlotName;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class GrubEnvironmentTest extends PowerCutContract {

    private static final OnTrial ARMED = new OnTrial(SlotName.A, 0, 3);
    private static final String OURS = "slipway_slot=a\nslipway_trial=0\nslipway_attempts=0\nslipway_limit=3\n";

    @TempDir
    Path directory;

    @Override
    protected void manufacture(BootFiles files, Path place) throws IOException {
        files.create(place.resolve("grubenv"), block(OURS + "saved_entry=" + "y".repeat(600) + "\n"));
    }

    @Override
    protected Rig start(BootFiles files, Path place) {
        Path file = place.resolve("grubenv");
        return new Rig(new GrubEnvironment(files, file), new GrubModel(files, file));
    }

    @Override
    protected int limit() {
        return 3;
    }

    @Override
    protected String foreign(BootFiles files, Path place) throws IOException {
        return new String(files.read(place.resolve("grubenv"), 0, 1024), StandardCharsets.ISO_8859_1)
                .replaceAll("slipway_\\w+=.", "");
    }

    @Override
    protected void damage(BootFiles files, Path place) throws IOException {
        files.overwrite(place.resolve("grubenv"), 0, new byte[512]);
    }

    @Test
    void grub_editenv_reads_what_we_write_and_the_reverse() throws Exception {
        // Given: a block that grub-editenv made, as the README says
        Path file = directory.resolve("editenv");
        editenv(file, "create");
        editenv(file, "set", "slipway_slot=a", "slipway_trial=0", "slipway_attempts=0", "slipway_limit=3");
        editenv(file, "set", "saved_entry=a\\b\nc", "slipway=no", "other=" + "z".repeat(300));
        GrubEnvironment environment = new GrubEnvironment(new ForcedBootFiles(), file);
        assertThat(environment.read()).isEqualTo(new Settled(SlotName.A));

        // When: we arm, they count, we commit
        environment.write(ARMED);
        assertThat(editenv(file, "list"))
                .contains("slipway_trial=1\n", "slipway_attempts=0\n", "saved_entry=a\\b\nc\n", "slipway=no\n");
        editenv(file, "set", "slipway_attempts=1");

        // Then
        assertThat(environment.read()).isEqualTo(ARMED.attempt());
        environment.write(ARMED.attempt().commit());
        assertThat(editenv(file, "list")).contains("slipway_slot=b\n", "slipway_trial=0\n", "other=" + "z".repeat(300));
    }

    @Test
    void refuses_variables_that_are_missing_too_long_or_beyond_the_first_sector() throws IOException {
        for (String variables : new String[] {
            "",
            "slipway_slot=a\n",
            OURS.replace("=a", "=c"),
            OURS.replace("attempts=0", "attempts=10"),
            OURS.replace("limit=3", "limit=0"),
            OURS.replace("trial=0", "trial="),
            "saved_entry=" + "y".repeat(450) + "\n" + OURS,
            OURS + "slipway_attempts=1\n",
            "saved_entry=x\\\n" + OURS.replace("\n", "\\\n"),
        }) {
            // Given
            Path file = Files.write(directory.resolve("nonsense"), block(variables));

            // Then
            assertThatThrownBy(() -> new GrubEnvironment(new ForcedBootFiles(), file).read())
                    .as(variables)
                    .isInstanceOf(BootEnvironmentException.class)
                    .hasMessageContaining("in its first 512 bytes");
        }
    }

    @Test
    void refuses_a_block_of_another_size() throws IOException {
        Path file = Files.write(directory.resolve("short"), Arrays.copyOf(block(OURS), 512));
        assertThatThrownBy(() -> new GrubEnvironment(new ForcedBootFiles(), file).read())
                .hasMessageContaining("has 512 bytes, GRUB's has 1024");
    }

    @Test
    void refuses_more_attempts_than_one_digit_counts() throws IOException {
        // Given
        Path file = Files.write(directory.resolve("grubenv-10"), block(OURS));

        // Then
        assertThatThrownBy(() -> new GrubEnvironment(new ForcedBootFiles(), file)
                        .write(ARMED.abandon().arm(10)))
                .hasMessageContaining("GRUB counts 9 attempts, not 10");
        assertThat(Files.readAllBytes(file)).isEqualTo(block(OURS));
    }

    private static byte[] block(String variables) {
        byte[] text = ("# GRUB Environment Block\n" + variables).getBytes(StandardCharsets.ISO_8859_1);
        byte[] block = Arrays.copyOf(text, 1024);
        Arrays.fill(block, text.length, 1024, (byte) '#');
        return block;
    }

    private static String editenv(Path file, String... arguments) throws IOException, InterruptedException {
        String[] all = new String[arguments.length + 1];
        all[0] = file.toString();
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return ForeignTool.run("grub-common", "grub-editenv", all);
    }
}
