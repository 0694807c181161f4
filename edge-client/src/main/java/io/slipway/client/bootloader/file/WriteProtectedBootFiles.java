package io.slipway.client.bootloader.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

import io.slipway.client.bootloader.BootFiles;

/**
 * Boot files of which some are block devices that the kernel protects, as it does with the boot partitions of an eMMC: their {@code force_ro} in sysfs is
 * cleared for the time of a write. Source: kernel {@code Documentation/driver-api/mmc/mmc-dev-parts.rst}.
 */
public final class WriteProtectedBootFiles implements BootFiles {

    private final BootFiles files;
    private final Path blockDevices;

    /** @param blockDevices on Linux {@code /sys/class/block} */
    public WriteProtectedBootFiles(BootFiles files, Path blockDevices) {
        this.files = files;
        this.blockDevices = blockDevices;
    }

    @Override
    public void overwrite(Path file, long offset, byte[] bytes) throws IOException {
        Path forceReadOnly = blockDevices
                .resolve(String.valueOf(Files.exists(file) ? file.toRealPath().getFileName() : file.getFileName()))
                .resolve("force_ro");
        if (!Files.exists(forceReadOnly)) {
            files.overwrite(file, offset, bytes);
            return;
        }
        put(forceReadOnly, "0");
        try {
            files.overwrite(file, offset, bytes);
        } finally {
            put(forceReadOnly, "1");
        }
    }

    @Override
    public long size(Path file) throws IOException {
        return files.size(file);
    }

    @Override
    public byte[] read(Path file, long offset, int length) throws IOException {
        return files.read(file, offset, length);
    }

    @Override
    public List<String> list(Path directory) throws IOException {
        return files.list(directory);
    }

    @Override
    public void create(Path file, byte[] bytes) throws IOException {
        files.create(file, bytes);
    }

    @Override
    public void delete(Path file) throws IOException {
        files.delete(file);
    }

    private static void put(Path attribute, String value) throws IOException {
        Files.writeString(attribute, value, StandardOpenOption.WRITE);
    }
}
