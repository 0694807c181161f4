package io.slipway.client.config.file;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import io.slipway.client.config.BootLoader;
import io.slipway.client.config.Configuration.Boot;
import io.slipway.client.config.ConfigurationException;

/** The settings of the bootloader. Those of another bootloader than the chosen one are unknown. */
final class BootSettings {

    private static final Duration LONGEST_SCRIPT = Duration.ofMinutes(5);
    private static final int USUAL_ATTEMPTS = 3;
    private static final String EFI_VARIABLES = "/sys/firmware/efi/efivars";
    private static final int MOST_PARTITION = 128;

    private enum SingleCopy {
        REFUSED,
        ALLOWED
    }

    private BootSettings() {}

    static Boot read(Settings settings) throws ConfigurationException {
        String name = settings.text("boot.loader", "uboot");
        BootLoader loader =
                switch (name) {
                    case "uboot" -> uboot(settings);
                    case "grub" -> new BootLoader.Grub(settings.path("boot.environment", ""));
                    case "efi-boot-guard" -> efiBootGuard(settings);
                    case "systemd-boot" -> systemdBoot(settings);
                    case "systemd-boot-once" -> systemdBootOnce(settings);
                    case "tryboot" -> tryboot(settings);
                    case "script" -> script(settings);
                    default ->
                        throw settings.refused(
                                "boot.loader",
                                name,
                                "one of uboot, grub, efi-boot-guard, systemd-boot, systemd-boot-once, tryboot, script");
                };
        return new Boot(loader, limit(settings, name, loader.mostAttempts()), rebootCommand(settings, loader));
    }

    private static BootLoader uboot(Settings settings) throws ConfigurationException {
        if (settings.text("boot.fw-env-config", "").isEmpty()) {
            return new BootLoader.UbootFile(settings.path("boot.environment", ""));
        }
        SingleCopy single = settings.choice("boot.single-copy", SingleCopy.class, SingleCopy.REFUSED);
        return new BootLoader.Uboot(
                settings.path("boot.fw-env-config", ""),
                single == SingleCopy.ALLOWED,
                settings.text("boot.attempts", "").isEmpty()
                        ? Optional.empty()
                        : Optional.of(settings.path("boot.attempts", "")));
    }

    private static BootLoader efiBootGuard(Settings settings) throws ConfigurationException {
        Path a = settings.path("boot.environment.a", "");
        Path b = settings.path("boot.environment.b", "");
        if (a.equals(b)) {
            throw settings.refused("boot.environment.b", b.toString(), "another file than that of slot a");
        }
        return new BootLoader.EfiBootGuard(a, b);
    }

    private static BootLoader systemdBoot(Settings settings) throws ConfigurationException {
        return new BootLoader.SystemdBoot(
                settings.path("boot.entries", ""),
                settings.path("boot.entry.a", ""),
                settings.path("boot.entry.b", ""),
                settings.path("boot.efi-variables", EFI_VARIABLES));
    }

    private static BootLoader systemdBootOnce(Settings settings) throws ConfigurationException {
        String a = settings.identifier("boot.entry.a");
        String b = settings.identifier("boot.entry.b");
        if (a.equals(b)) {
            throw settings.refused("boot.entry.b", b, "another entry than that of slot a");
        }
        return new BootLoader.SystemdBootOnce(settings.path("boot.efi-variables", EFI_VARIABLES), a, b);
    }

    private static BootLoader tryboot(Settings settings) throws ConfigurationException {
        int a = (int) settings.number("boot.partition.a", 1, MOST_PARTITION, 2);
        int b = (int) settings.number("boot.partition.b", 1, MOST_PARTITION, 3);
        if (a == b) {
            throw settings.refused("boot.partition.b", Integer.toString(b), "another partition than that of slot a");
        }
        return new BootLoader.Tryboot(settings.path("boot.autoboot", ""), a, b);
    }

    private static BootLoader script(Settings settings) throws ConfigurationException {
        Path executable = settings.path("boot.script", "");
        Duration timeout = settings.duration("boot.script.timeout", "30s");
        if (timeout.compareTo(LONGEST_SCRIPT) > 0) {
            throw settings.refused("boot.script.timeout", timeout.toString(), "at most 5m");
        }
        return new BootLoader.Script(executable, timeout);
    }

    private static int limit(Settings settings, String loader, int most) throws ConfigurationException {
        int limit = (int) settings.number("boot.limit", 1, 100, Math.min(USUAL_ATTEMPTS, most));
        if (limit > most) {
            throw settings.refused(
                    "boot.limit",
                    Integer.toString(limit),
                    most == 1
                            ? "1: " + loader + " tries a slot once"
                            : "at most " + most + ", which is what " + loader + " can count");
        }
        return limit;
    }

    private static String rebootCommand(Settings settings, BootLoader loader) throws ConfigurationException {
        String command = settings.text("reboot.command", "");
        if (loader instanceof BootLoader.Tryboot && command.isEmpty()) {
            throw new ConfigurationException(
                    "Setting reboot.command is missing: with tryboot the reboot has to be told what is in SLIPWAY_REBOOT_ARGUMENT");
        }
        return command;
    }
}
