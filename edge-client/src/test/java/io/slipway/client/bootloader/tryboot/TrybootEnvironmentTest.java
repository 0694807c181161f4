package io.slipway.client.bootloader.tryboot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.slipway.client.bootloader.BootFiles;
import io.slipway.client.bootloader.BootState.OnTrial;
import io.slipway.client.bootloader.PowerCutContract;
import io.slipway.client.bootloader.file.ForcedBootFiles;
import io.slipway.client.bootloader.model.TrybootModel;
import io.slipway.client.bootloader.tryboot.TrybootEnvironment.Kernel;
import io.slipway.client.slot.SlotName;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TrybootEnvironmentTest extends PowerCutContract {

    private static final String FACTORY =
            "# made in a factory\n[all]\ntryboot_a_b=1\nboot_partition=2\nboot_ramdisk=1\n";

    @TempDir
    Path directory;

    @Override
    protected void manufacture(BootFiles files, Path place) throws IOException {
        files.create(place.resolve("autoboot.txt"), padded(FACTORY));
        files.create(place.resolve("boot_id"), "%036x".formatted(0).getBytes(StandardCharsets.US_ASCII));
        files.create(place.resolve("partition"), new byte[] {0, 0, 0, 2});
    }

    @Override
    protected Rig start(BootFiles files, Path place) {
        Path autoboot = place.resolve("autoboot.txt");
        Path bootId = place.resolve("boot_id");
        return new Rig(
                new TrybootEnvironment(files, autoboot, 2, 3, new Kernel(bootId, place)),
                new TrybootModel(files, autoboot, bootId, place.resolve("partition")));
    }

    @Override
    protected int limit() {
        return 1;
    }

    @Override
    protected String foreign(BootFiles files, Path place) throws IOException {
        String text = new String(files.read(place.resolve("autoboot.txt"), 0, 512), StandardCharsets.US_ASCII);
        return text.lines()
                .filter(line -> line.startsWith("# made") || line.startsWith("boot_ramdisk"))
                .toList()
                .toString();
    }

    @Override
    protected void damage(BootFiles files, Path place) throws IOException {
        files.overwrite(place.resolve("autoboot.txt"), 0, new byte[512]);
    }

    @Test
    void asks_for_tryboot_only_as_long_as_the_trial_has_not_been_tried() throws Exception {
        Rig rig = manufactured(new ForcedBootFiles(), directory);
        assertThat(rig.environment().rebootArgument()).isEmpty();
        rig.environment().write(SETTLED.arm(1));
        assertThat(rig.environment().rebootArgument()).contains("0 tryboot");
        assertThat(reboot(rig)).isEqualTo(SlotName.B);
        assertThat(rig.environment().rebootArgument()).isEmpty();
    }

    @Test
    void takes_a_loss_of_power_before_the_reboot_as_the_attempt() throws Exception {
        // Given
        Rig rig = manufactured(new ForcedBootFiles(), directory);
        rig.environment().write(SETTLED.arm(1));

        // When
        SlotName started = rig.bootloader().boot(Optional.empty());

        // Then
        assertThat(started).isEqualTo(SlotName.A);
        assertThat(rig.environment().read()).isEqualTo(new OnTrial(SlotName.A, 1, 1));
        assertThat(rig.environment().rebootArgument()).isEmpty();
    }

    @Test
    void writes_what_the_documentation_of_the_firmware_shows() throws Exception {
        // Given
        Rig rig = manufactured(new ForcedBootFiles(), directory);

        // When
        rig.environment().write(SETTLED.arm(1));

        // Then
        assertThat(Files.readString(directory.resolve("autoboot.txt")).strip()).isEqualTo("""
                [all]
                tryboot_a_b=1
                boot_partition=2
                # made in a factory
                boot_ramdisk=1
                [tryboot]
                boot_partition=3
                # slipway: armed in 000000000000000000000000000000000000""");
        assertThat(Files.size(directory.resolve("autoboot.txt"))).isEqualTo(512);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'boot_partition=2;[tryboot];boot_partition=2' | names partition 2 in [all] and in [tryboot]",
                "'boot_partition=5'                            | Partition 5 is that of no slot",
                "'boot_partition=x'                            | boot_partition=x is no number of a partition",
                "'[pi5];boot_partition=2'                      | the section [pi5] is none that the client can keep",
                "'tryboot_a_b=1'                               | there is no boot_partition in [all]",
            })
    void refuses_what_it_cannot_keep(String lines, String message) throws IOException {
        // Given
        Rig rig = manufactured(new ForcedBootFiles(), directory);
        Files.write(directory.resolve("autoboot.txt"), padded(lines.replace(';', '\n') + "\n"));

        // Then
        assertThatThrownBy(() -> rig.environment().read()).hasMessageContaining(message);
    }

    @Test
    void refuses_a_file_that_would_have_to_grow() throws IOException {
        Rig rig = manufactured(new ForcedBootFiles(), directory);
        Files.writeString(directory.resolve("autoboot.txt"), FACTORY);
        assertThatThrownBy(() -> rig.environment().read())
                .hasMessageContaining("filled up with line feeds to 512 it can be changed in one write");
    }

    private static byte[] padded(String text) {
        byte[] bytes = Arrays.copyOf(text.getBytes(StandardCharsets.US_ASCII), 512);
        Arrays.fill(bytes, text.length(), 512, (byte) '\n');
        return bytes;
    }
}
