package io.slipway.client.config.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.slipway.client.config.BootLoader;
import io.slipway.client.config.Configuration.Boot;
import io.slipway.client.config.ConfigurationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BootSettingsTest {

    @TempDir
    Path directory;

    @Test
    void knows_every_bootloader_with_the_attempts_that_it_can_count() throws IOException, ConfigurationException {
        Path env = directory.resolve("env");
        Path a = directory.resolve("a");
        Path b = directory.resolve("b");
        assertBoot(3, new BootLoader.UbootFile(env), "boot.environment=env");
        assertBoot(
                3,
                new BootLoader.Uboot(Path.of("/etc/fw_env.config"), false, Optional.empty()),
                "boot.loader=uboot",
                "boot.fw-env-config=/etc/fw_env.config");
        assertBoot(
                5,
                new BootLoader.Uboot(env, true, Optional.of(a)),
                "boot.fw-env-config=env",
                "boot.single-copy=allowed",
                "boot.attempts=a",
                "boot.limit=5");
        assertBoot(9, new BootLoader.Grub(env), "boot.loader=grub", "boot.environment=env", "boot.limit=9");
        assertBoot(
                1,
                new BootLoader.EfiBootGuard(a, b),
                "boot.loader=efi-boot-guard",
                "boot.environment.a=a",
                "boot.environment.b=b");
        assertBoot(
                3,
                new BootLoader.SystemdBoot(env, a, b, Path.of("/sys/firmware/efi/efivars")),
                "boot.loader=systemd-boot",
                "boot.entries=env",
                "boot.entry.a=a",
                "boot.entry.b=b");
        assertBoot(
                1,
                new BootLoader.SystemdBootOnce(env, "a.conf", "b.conf"),
                "boot.loader=systemd-boot-once",
                "boot.efi-variables=env",
                "boot.entry.a=a.conf",
                "boot.entry.b=b.conf");
        assertBoot(
                1,
                new BootLoader.Tryboot(env, 2, 3),
                "boot.loader=tryboot",
                "boot.autoboot=env",
                "reboot.command=reboot \"$SLIPWAY_REBOOT_ARGUMENT\"");
        assertBoot(3, new BootLoader.Script(env, Duration.ofSeconds(30)), "boot.loader=script", "boot.script=env");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "boot.loader=lilo                                     | expected one of uboot, grub, efi-boot-guard",
                "boot.loader=uboot                                    | Setting boot.environment is missing",
                "boot.environment=env;boot.limit=0                    | expected a number from 1 to 100",
                "boot.environment=env;boot.fw-env-config=x            | Setting boot.environment",
                "boot.environment=env;boot.single-copy=allowed        | Setting boot.single-copy",
                "boot.loader=grub;boot.environment=env;boot.limit=10  | expected at most 9, which is what grub can count",
                "boot.loader=efi-boot-guard;boot.environment.a=a;boot.environment.b=b;boot.limit=3 | is '3', expected 1: efi-boot-guard tries a slot once",
                "boot.loader=efi-boot-guard;boot.environment.a=a;boot.environment.b=a | another file than that of slot a",
                "boot.loader=tryboot;boot.autoboot=x                  | Setting reboot.command is missing: with tryboot",
                "boot.loader=tryboot;boot.autoboot=x;boot.partition.b=2;reboot.command=r | another partition than that of slot a",
                "boot.loader=systemd-boot-once;boot.entry.a=x;boot.entry.b=x | another entry than that of slot a",
                "boot.loader=script;boot.script=x;boot.script.timeout=1h | expected at most 5m",
                "boot.loader=grub;boot.environment=env;boot.script=x  | Setting boot.script in",
            })
    void says_what_a_bootloader_cannot_do(String lines, String message) {
        assertThatThrownBy(() -> boot(lines.split(";")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(message);
    }

    private void assertBoot(int limit, BootLoader loader, String... lines) throws IOException, ConfigurationException {
        Boot boot = boot(lines);
        assertThat(boot.loader()).isEqualTo(loader);
        assertThat(boot.trialLimit()).isEqualTo(limit);
    }

    private Boot boot(String... lines) throws IOException, ConfigurationException {
        Path file = Files.writeString(
                directory.resolve("client.properties"),
                ConfigurationFileTest.WITHOUT_BOOTLOADER + String.join("\n", lines) + "\n");
        return ConfigurationFile.read(file).boot();
    }
}
