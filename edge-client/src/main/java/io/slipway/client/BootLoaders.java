package io.slipway.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

import io.slipway.client.bootloader.BootEnvironment;
import io.slipway.client.bootloader.BootFiles;
import io.slipway.client.bootloader.efibootguard.EfiBootGuardEnvironment;
import io.slipway.client.bootloader.file.ForcedBootFiles;
import io.slipway.client.bootloader.file.WriteProtectedBootFiles;
import io.slipway.client.bootloader.grub.GrubEnvironment;
import io.slipway.client.bootloader.process.Chattr;
import io.slipway.client.bootloader.process.ScriptEnvironment;
import io.slipway.client.bootloader.systemdboot.CountingEntries;
import io.slipway.client.bootloader.systemdboot.EfiVariableFiles;
import io.slipway.client.bootloader.systemdboot.EfiVariables;
import io.slipway.client.bootloader.systemdboot.OneShotEntry;
import io.slipway.client.bootloader.tryboot.TrybootEnvironment;
import io.slipway.client.bootloader.tryboot.TrybootEnvironment.Kernel;
import io.slipway.client.bootloader.uboot.FwEnvConfig;
import io.slipway.client.bootloader.uboot.UbootEnvironment;
import io.slipway.client.bootloader.uboot.UbootLayout;
import io.slipway.client.config.BootLoader;
import io.slipway.client.config.ConfigurationException;

/** Joins the bootloader of the configuration with its adapter. */
final class BootLoaders {

    private static final int MOST_CONFIG_BYTES = 64 * 1024;

    private static final Path BLOCK_DEVICES = Path.of("/sys/class/block");
    private static final Kernel KERNEL =
            new Kernel(Path.of("/proc/sys/kernel/random/boot_id"), Path.of("/proc/device-tree/chosen/bootloader"));

    private BootLoaders() {}

    static BootEnvironment environment(BootLoader loader) throws IOException, ConfigurationException {
        BootFiles files = new WriteProtectedBootFiles(new ForcedBootFiles(), BLOCK_DEVICES);
        return switch (loader) {
            case BootLoader.UbootFile(Path environment) -> UbootEnvironment.in(files, environment);
            case BootLoader.Uboot uboot -> new UbootEnvironment(files, layout(files, uboot));
            case BootLoader.Grub(Path environment) -> new GrubEnvironment(files, environment);
            case BootLoader.EfiBootGuard(Path a, Path b) -> new EfiBootGuardEnvironment(files, a, b);
            case BootLoader.SystemdBoot boot ->
                new CountingEntries(
                        files, boot.entries(), boot.templateA(), boot.templateB(), variables(boot.variables()));
            case BootLoader.SystemdBootOnce(Path variables, String a, String b) ->
                new OneShotEntry(variables(variables), a, b);
            case BootLoader.Tryboot(Path autoboot, int a, int b) ->
                new TrybootEnvironment(files, autoboot, a, b, KERNEL);
            case BootLoader.Script(Path executable, Duration timeout) -> new ScriptEnvironment(executable, timeout);
        };
    }

    private static EfiVariables variables(Path directory) {
        return new EfiVariableFiles(directory, Chattr::makeMutable);
    }

    private static UbootLayout layout(BootFiles files, BootLoader.Uboot uboot)
            throws IOException, ConfigurationException {
        Path config = uboot.fwEnvConfig();
        long size = files.size(config);
        if (size > MOST_CONFIG_BYTES) {
            throw new ConfigurationException(config + " has more than " + MOST_CONFIG_BYTES + " bytes");
        }
        try {
            UbootLayout layout =
                    FwEnvConfig.parse(new String(files.read(config, 0, (int) size), StandardCharsets.UTF_8));
            if (layout.copies().size() == 1 && !uboot.singleCopy()) {
                throw new ConfigurationException(
                        config
                                + " describes one copy of the environment, which a loss of power can destroy; two are safe, boot.single-copy=allowed takes the risk");
            }
            return uboot.attempts().map(layout::countingIn).orElse(layout);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("Cannot use " + config + ": " + e.getMessage());
        }
    }
}
