package io.slipway.client.bootloader.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.slipway.client.bootloader.BootFiles;
import io.slipway.client.slot.SlotName;

/**
 * The firmware of a Raspberry Pi with slot a on partition 2 and slot b on partition 3: filters {@code autoboot.txt} and tells the kernel, which makes a new
 * boot id, the number of the partition.
 */
public final class TrybootModel implements BootloaderModel {

    private final BootFiles files;
    private final Path autoboot;
    private final Path bootId;
    private final Path partition;
    private int boots;

    /**
     * @param bootId has 36 bytes
     * @param partition has 4 bytes
     */
    public TrybootModel(BootFiles files, Path autoboot, Path bootId, Path partition) {
        this.files = files;
        this.autoboot = autoboot;
        this.bootId = bootId;
        this.partition = partition;
    }

    @Override
    public SlotName boot(Optional<String> argument) throws IOException {
        boolean isTryboot = argument.equals(Optional.of("0 tryboot"));
        Map<String, String> settings = new TreeMap<>();
        boolean applies = true;
        for (String line : new String(files.read(autoboot, 0, 512), StandardCharsets.US_ASCII)
                .lines()
                .toList()) {
            if (line.startsWith("[")) {
                applies = line.equals("[all]") || line.equals("[tryboot]") && isTryboot;
            } else if (applies && line.matches("\\w+=.*")) {
                settings.put(line.split("=", 2)[0], line.split("=", 2)[1]);
            }
        }
        if (!"1".equals(settings.get("tryboot_a_b"))) {
            throw new IllegalStateException("tryboot.txt instead of config.txt");
        }
        int number = Integer.parseInt(String.valueOf(settings.get("boot_partition")));
        files.overwrite(partition, 0, ByteBuffer.allocate(4).putInt(number).array());
        files.overwrite(bootId, 0, "%036x".formatted(++boots).getBytes(StandardCharsets.US_ASCII));
        return switch (number) {
            case 2 -> SlotName.A;
            case 3 -> SlotName.B;
            default -> throw new IllegalStateException("no partition " + number);
        };
    }
}
