package io.slipway.client.bootloader.uboot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.slipway.client.bootloader.BootState;
import io.slipway.client.bootloader.BootState.OnTrial;
import io.slipway.client.bootloader.BootState.Settled;
import io.slipway.client.bootloader.ForeignTool;
import io.slipway.client.bootloader.file.ForcedBootFiles;
import io.slipway.client.slot.SlotName;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code fw_printenv} and {@code fw_setenv} of Debian's libubootenv-tool read what we write, and the reverse. */
class FwSetenvTest {

    private static final OnTrial ARMED = new OnTrial(SlotName.A, 0, 3);

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DIR/env 0x0 0x4000\nDIR/env 0x4000 0x4000\n", // one file
                "DIR/env 0 4000\nDIR/redund 0x0 0x4000\n", // two files
                "DIR/env 4096 0x2000 0x200 1\nDIR/env 0x8000 0x2000\n", // gaps
                "DIR/env 0x1000 0x4000\n", // one copy
            })
    void agree_about_every_layout(String config) throws Exception {
        // Given: an environment that libubootenv made
        Path layout =
                Files.writeString(directory.resolve("fw_env.config"), config.replace("DIR", directory.toString()));
        Path defaults = Files.writeString(directory.resolve("default"), "slipway_slot=a\nupgrade_available=0\n");
        Files.write(directory.resolve("env"), new byte[0x10000]);
        Files.write(directory.resolve("redund"), new byte[0x4000]);
        for (int write = 0; write < 2; write++) {
            fw("fw_setenv", layout, "-f", defaults.toString(), "ethaddr", "00:11:22:33:44:55");
        }
        UbootEnvironment environment =
                new UbootEnvironment(new ForcedBootFiles(), FwEnvConfig.parse(Files.readString(layout)));
        assertThat(environment.read()).isEqualTo(new Settled(SlotName.A));

        for (int update = 0; update < 300; update += update < 4 ? 1 : 37) {
            // When: we arm, they count, we commit
            SlotName committed = environment.read().committed();
            OnTrial armed = new Settled(committed).arm(3);
            environment.write(armed);
            assertThat(fw("fw_printenv", layout, "slipway_trial")).isEqualTo("slipway_trial=" + armed.trial() + "\n");
            fw("fw_setenv", layout, "bootcount", "1");

            // Then
            assertThat(environment.read()).isEqualTo(armed.attempt());
            environment.write(armed.commit());
            assertThat(fw("fw_printenv", layout))
                    .contains("ethaddr=00:11:22:33:44:55\n", "upgrade_available=0\n", "slipway_slot=" + armed.trial());
        }
    }

    @Test
    void agree_about_the_newer_copy_when_the_counter_wraps_around() throws Exception {
        // Given
        Path file = directory.resolve("env");
        UbootEnvironment.create(new ForcedBootFiles(), file, new Settled(SlotName.A));
        UbootEnvironment environment = UbootEnvironment.in(new ForcedBootFiles(), file);
        Path layout = Files.writeString(
                directory.resolve("fw_env.config"), file + " 0x0 0x4000\n" + file + " 0x4000 0x4000\n");
        for (int write = 0; write < 250; write++) {
            environment.write(write % 2 == 0 ? ARMED : ARMED.abandon());
        }

        for (int write = 250; write < 262; write++) {
            // When
            BootState state = write % 2 == 0 ? ARMED : ARMED.abandon();
            environment.write(state);

            // Then
            assertThat(fw("fw_printenv", layout, "upgrade_available"))
                    .as("write %d", write)
                    .isEqualTo("upgrade_available=" + (state instanceof OnTrial ? 1 : 0) + "\n");
        }
    }

    private static String fw(String tool, Path layout, String... arguments) throws IOException, InterruptedException {
        String[] all = new String[arguments.length + 2];
        all[0] = "-c";
        all[1] = layout.toString();
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return ForeignTool.run("libubootenv-tool", tool, all);
    }
}
