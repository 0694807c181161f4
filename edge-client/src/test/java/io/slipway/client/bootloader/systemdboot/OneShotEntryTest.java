package io.slipway.client.bootloader.systemdboot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.slipway.client.bootloader.BootFiles;
import io.slipway.client.bootloader.PowerCutContract;
import io.slipway.client.bootloader.file.ForcedBootFiles;
import io.slipway.client.slot.SlotName;

import static org.assertj.core.api.Assertions.assertThat;

class OneShotEntryTest extends PowerCutContract {

    private static final String A = "slipway-a.conf";
    private static final String B = "slipway-b.conf";

    @TempDir
    Path directory;

    @Override
    protected void manufacture(BootFiles files, Path place) throws IOException {
        SectorVariables variables = SectorVariables.manufacture(files, place);
        variables.set(EfiVariables.DEFAULT, A);
        files.create(place.resolve("LoaderConfigTimeout"), "5".getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    protected Rig start(BootFiles files, Path place) {
        SectorVariables variables = new SectorVariables(files, place);
        return new Rig(new OneShotEntry(variables, A, B), argument -> boot(variables));
    }

    /** {@code config_default_entry_select} of systemd-boot. */
    private static SlotName boot(SectorVariables variables) throws IOException {
        Optional<String> oneShot = variables.get(EfiVariables.ONE_SHOT);
        variables.delete(EfiVariables.ONE_SHOT);
        String selected = oneShot.isPresent()
                ? oneShot.get()
                : variables.get(EfiVariables.DEFAULT).orElseThrow();
        variables.set(EfiVariables.SELECTED, selected);
        return selected.equals(A) ? SlotName.A : SlotName.B;
    }

    @Override
    protected int limit() {
        return 1;
    }

    @Override
    protected String foreign(BootFiles files, Path place) throws IOException {
        return new String(files.read(place.resolve("LoaderConfigTimeout"), 0, 1), StandardCharsets.US_ASCII);
    }

    @Override
    protected void damage(BootFiles files, Path place) throws IOException {
        new SectorVariables(files, place).set(EfiVariables.DEFAULT, "windows.conf");
    }

    @Test
    void leaves_a_one_shot_of_others_alone() throws Exception {
        // Given
        Rig rig = manufactured(new ForcedBootFiles(), directory);
        new SectorVariables(new ForcedBootFiles(), directory).set(EfiVariables.ONE_SHOT, "memtest.efi");

        // Then
        assertThat(rig.environment().read()).isEqualTo(SETTLED);
    }
}
