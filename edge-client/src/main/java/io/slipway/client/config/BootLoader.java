package io.slipway.client.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The bootloader of a device, and where it keeps what it tells the client. */
public sealed interface BootLoader {

    /** Boots that a trial may take at most. */
    default int mostAttempts() {
        return switch (this) {
            case Uboot _, UbootFile _, SystemdBoot _, Script _ -> 100;
            case Grub _ -> 9;
            case EfiBootGuard _, SystemdBootOnce _, Tryboot _ -> 1;
        };
    }

    /** U-Boot with two copies of its environment, 16 KiB each, in one file or partition. */
    record UbootFile(Path environment) implements BootLoader {}

    /**
     * U-Boot with an environment as {@code fw_env.config} describes it.
     *
     * @param singleCopy whether an environment of one copy will do, which a loss of power can destroy
     * @param attempts where a boot script counts attempts, if it does
     */
    record Uboot(Path fwEnvConfig, boolean singleCopy, Optional<Path> attempts) implements BootLoader {}

    /** GRUB with its environment block. */
    record Grub(Path environment) implements BootLoader {}

    /** EFI Boot Guard with an environment file for each slot. */
    record EfiBootGuard(Path environmentA, Path environmentB) implements BootLoader {}

    /**
     * systemd-boot counting attempts in the names of its entries.
     *
     * @param entries directory of the entries
     * @param templateA what the entry of slot a says
     * @param variables directory of the EFI variables
     */
    record SystemdBoot(Path entries, Path templateA, Path templateB, Path variables) implements BootLoader {}

    /**
     * systemd-boot with EFI variables that name the entry of the next boot and that of all others.
     *
     * @param variables directory of the EFI variables
     * @param entryA name of the entry of slot a
     */
    record SystemdBootOnce(Path variables, String entryA, String entryB) implements BootLoader {}

    /** Raspberry Pi firmware with {@code autoboot.txt} and a partition for each slot. */
    record Tryboot(Path autoboot, int partitionA, int partitionB) implements BootLoader {}

    /** Any other, through an executable. */
    record Script(Path executable, Duration timeout) implements BootLoader {}
}
