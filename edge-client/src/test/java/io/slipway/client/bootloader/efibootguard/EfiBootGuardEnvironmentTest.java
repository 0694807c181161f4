package io.slipway.client.bootloader.efibootguard;

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
import io.slipway.client.bootloader.model.EfiBootGuardModel;
import io.slipway.client.slot.SlotName;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EfiBootGuardEnvironmentTest extends PowerCutContract {

    private static final int FOREIGN_FROM = 1028;

    @TempDir
    Path directory;

    @Override
    protected void manufacture(BootFiles files, Path place) throws IOException {
        files.create(
                place.resolve("a.dat"),
                environment("C:KERNEL1:vmlinuz").with(GuardEnvironment.OK, 2).bytes());
        files.create(
                place.resolve("b.dat"),
                environment("C:KERNEL2:vmlinuz").with(GuardEnvironment.OK, 1).bytes());
    }

    @Override
    protected Rig start(BootFiles files, Path place) {
        Path a = place.resolve("a.dat");
        Path b = place.resolve("b.dat");
        return new Rig(new EfiBootGuardEnvironment(files, a, b), new EfiBootGuardModel(files, a, b));
    }

    @Override
    protected int limit() {
        return 1;
    }

    @Override
    protected boolean losesTrialWhenTorn() {
        return true;
    }

    @Override
    protected String foreign(BootFiles files, Path place) throws IOException {
        StringBuilder all = new StringBuilder();
        for (String name : new String[] {"a.dat", "b.dat"}) {
            byte[] bytes = files.read(place.resolve(name), 0, EfiBootGuardModel.BYTES);
            all.append(new String(bytes, 0, 1020, StandardCharsets.UTF_16LE))
                    .append(new String(
                            bytes, FOREIGN_FROM, bytes.length - FOREIGN_FROM - 4, StandardCharsets.ISO_8859_1));
        }
        return all.toString();
    }

    @Override
    protected void damage(BootFiles files, Path place) throws IOException {
        files.overwrite(place.resolve("a.dat"), 40, new byte[] {1});
        files.overwrite(place.resolve("b.dat"), 40, new byte[] {1});
    }

    @Test
    void bg_printenv_reads_what_we_write_and_the_reverse() throws Exception {
        // Given: environments that bg_setenv made
        Path a = setenv("a", "-r", "5", "-s", "OK", "-k", "C:KERNEL1:vmlinuz", "-w", "60", "-x", "mine=kept");
        Path b = setenv("b", "-r", "4", "-s", "OK", "-k", "C:KERNEL2:vmlinuz", "-w", "60", "-x", "mine=kept");
        EfiBootGuardEnvironment environment = new EfiBootGuardEnvironment(new ForcedBootFiles(), a, b);
        assertThat(environment.read()).isEqualTo(SETTLED);

        // When: we arm, the bootloader tries, we commit
        environment.write(SETTLED.arm(1));
        assertThat(printenv(b)).contains("REVISION=6\n", "USTATE=1\n", "KERNEL=C:KERNEL2:vmlinuz\n", "mine=kept");
        assertThat(printenv(a)).contains("REVISION=5\n", "USTATE=0\n");
        ForeignTool.run("efibootguard", "bg_setenv", "-f", b.toString(), "-P", "-s", "TESTING");

        // Then
        assertThat(environment.read()).isEqualTo(new OnTrial(SlotName.A, 1, 1));
        environment.write(new Settled(SlotName.B));
        assertThat(printenv(b)).contains("REVISION=6\n", "USTATE=0\n", "IN_PROGRESS=0\n", "WATCHDOG_TIMEOUT=60\n");

        // And an abandoned trial reads as the bootloader leaves a failed one
        environment.write(new Settled(SlotName.B).arm(1));
        environment.write(new Settled(SlotName.B));
        assertThat(printenv(a)).contains("REVISION=0\n", "USTATE=3\n");
    }

    @Test
    void goes_on_where_one_environment_is_damaged_and_arms_it_only_if_a_torn_write_explains_that() throws Exception {
        // Given: the environment that is not committed has a bit flipped in its kernel's name
        Rig rig = manufactured(new ForcedBootFiles(), directory);
        byte[] flipped = Files.readAllBytes(directory.resolve("b.dat"));
        flipped[4] ^= 1;
        Files.write(directory.resolve("b.dat"), flipped);

        // Then
        assertThat(rig.environment().read()).isEqualTo(SETTLED);
        assertThatThrownBy(() -> rig.environment().write(SETTLED.arm(1)))
                .isInstanceOf(BootEnvironmentException.class)
                .hasMessageContaining("b.dat is damaged: its checksum is wrong, and not because of a write");
    }

    @Test
    void ignores_an_environment_that_somebody_else_is_working_on() throws Exception {
        // Given
        Rig rig = manufactured(new ForcedBootFiles(), directory);
        Path b = directory.resolve("b.dat");
        ForeignTool.run("efibootguard", "bg_setenv", "-f", b.toString(), "-P", "-r", "9", "-i", "1");

        // Then
        assertThat(rig.environment().read()).isEqualTo(SETTLED);
        rig.environment().write(SETTLED.arm(1));
        assertThat(printenv(b)).contains("IN_PROGRESS=0\n", "REVISION=3\n");
    }

    @Test
    void refuses_what_leaves_the_bootloader_no_choice() throws Exception {
        Rig rig = manufactured(new ForcedBootFiles(), directory);
        Path a = directory.resolve("a.dat");
        Path b = directory.resolve("b.dat");

        ForeignTool.run("efibootguard", "bg_setenv", "-f", b.toString(), "-P", "-r", "2");
        assertThatThrownBy(() -> rig.environment().read()).hasMessageContaining("have the same revision 2");

        ForeignTool.run("efibootguard", "bg_setenv", "-f", b.toString(), "-P", "-r", "3", "-s", "FAILED");
        assertThatThrownBy(() -> rig.environment().read())
                .hasMessageContaining("has ustate 3 and the highest revision");

        ForeignTool.run("efibootguard", "bg_setenv", "-f", b.toString(), "-P", "-s", "TESTING");
        ForeignTool.run("efibootguard", "bg_setenv", "-f", a.toString(), "-P", "-r", "0");
        assertThatThrownBy(() -> rig.environment().read()).hasMessageContaining("is not fit to fall back to");

        Files.write(b, new byte[100]);
        assertThatThrownBy(() -> rig.environment().read())
                .hasMessageContaining("has 100 bytes, which no BGENV.DAT has");
    }

    @Test
    void refuses_a_trial_of_two_boots() throws IOException {
        Rig rig = manufactured(new ForcedBootFiles(), directory);
        assertThatThrownBy(() -> rig.environment().write(SETTLED.arm(2)))
                .hasMessage("EFI Boot Guard tries a slot once, not 2 times");
    }

    private static GuardEnvironment environment(String kernel) {
        byte[] bytes = new byte[EfiBootGuardModel.BYTES];
        byte[] name = kernel.getBytes(StandardCharsets.UTF_16LE);
        System.arraycopy(name, 0, bytes, 0, name.length);
        Arrays.fill(bytes, FOREIGN_FROM, FOREIGN_FROM + 3, (byte) 'u');
        return new GuardEnvironment(bytes);
    }

    private Path setenv(String name, String... arguments) throws IOException, InterruptedException {
        Path file = Files.createDirectory(directory.resolve(name)).resolve("BGENV.DAT");
        String[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "-f";
        all[arguments.length + 1] = file.toString();
        ForeignTool.run("efibootguard", "bg_setenv", all);
        return file;
    }

    private static String printenv(Path file) throws IOException, InterruptedException {
        return ForeignTool.run("efibootguard", "bg_printenv", "-r", "-f", file.toString());
    }
}
