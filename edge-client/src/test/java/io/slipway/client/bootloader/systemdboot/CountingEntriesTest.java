package io.slipway.client.bootloader.systemdboot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.slipway.client.bootloader.BootFiles;
import io.slipway.client.bootloader.BootState.OnTrial;
import io.slipway.client.bootloader.PowerCutContract;
import io.slipway.client.bootloader.file.ForcedBootFiles;
import io.slipway.client.bootloader.model.SystemdBootModel;
import io.slipway.client.slot.SlotName;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CountingEntriesTest extends PowerCutContract {

    private static final String OTHERS = "title memory test\nefi /memtest.efi\n";

    @TempDir
    Path directory;

    @Override
    protected void manufacture(BootFiles files, Path place) throws IOException {
        Path entries = place.resolve("entries");
        if (files instanceof ForcedBootFiles) {
            Files.createDirectories(entries);
        }
        for (SlotName slot : SlotName.values()) {
            files.create(template(place, slot), entry(slot));
        }
        files.create(entries.resolve("slipway-7-a.conf"), entry(SlotName.A));
        files.create(entries.resolve("slipway-6-b.conf"), entry(SlotName.B));
        files.create(entries.resolve("memtest.conf"), OTHERS.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    protected Rig start(BootFiles files, Path place) {
        Path entries = place.resolve("entries");
        return new Rig(
                new CountingEntries(
                        files,
                        entries,
                        template(place, SlotName.A),
                        template(place, SlotName.B),
                        new EfiVariableFiles(place, _ -> {})),
                new SystemdBootModel(files, entries));
    }

    @Override
    protected int limit() {
        return 3;
    }

    @Override
    protected String foreign(BootFiles files, Path place) throws IOException {
        return new String(
                files.read(place.resolve("entries/memtest.conf"), 0, OTHERS.length()), StandardCharsets.US_ASCII);
    }

    @Override
    protected void damage(BootFiles files, Path place) throws IOException {
        files.delete(place.resolve("entries/slipway-7-a.conf"));
        files.delete(place.resolve("entries/slipway-6-b.conf"));
    }

    @Test
    void names_entries_as_systemd_boot_and_bless_boot_do() throws Exception {
        // Given
        Rig rig = manufactured(new ForcedBootFiles(), directory);

        // When
        rig.environment().write(SETTLED.arm(3));

        // Then
        assertThat(names()).containsExactlyInAnyOrder("slipway-7-a.conf", "slipway-8-b+3.conf", "memtest.conf");
        reboot(rig);
        assertThat(names()).contains("slipway-8-b+2-1.conf");
        rig.environment().write(new OnTrial(SlotName.A, 1, 3).commit());
        assertThat(names()).containsExactlyInAnyOrder("slipway-7-a.conf", "slipway-8-b.conf", "memtest.conf");
    }

    @Test
    void says_which_entry_systemd_boot_started() throws Exception {
        // Given
        Rig rig = manufactured(new ForcedBootFiles(), directory);
        assertThat(rig.environment().started()).isEmpty();

        // When
        new EfiVariableFiles(directory, _ -> {}).set(EfiVariables.SELECTED, "slipway-8-b+2-1.conf");

        // Then
        assertThat(rig.environment().started()).contains(SlotName.B);
    }

    @Test
    void refuses_a_template_of_more_than_one_sector() throws Exception {
        // Given
        Rig rig = manufactured(new ForcedBootFiles(), directory);
        Files.write(template(directory, SlotName.B), new byte[513]);

        // Then
        assertThatThrownBy(() -> rig.environment().write(SETTLED.arm(3)))
                .hasMessageContaining("has 513 bytes, an entry may have 1 to 512");
        assertThat(rig.environment().read()).isEqualTo(SETTLED);
    }

    private List<String> names() throws IOException {
        return new ForcedBootFiles().list(directory.resolve("entries"));
    }

    private static Path template(Path place, SlotName slot) {
        return place.resolve("template-" + slot);
    }

    private static byte[] entry(SlotName slot) {
        return ("title Slot " + slot + "\nlinux /vmlinuz-" + slot + "\noptions root=PARTLABEL=rootfs-" + slot
                        + " slipway.slot=" + slot + "\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
