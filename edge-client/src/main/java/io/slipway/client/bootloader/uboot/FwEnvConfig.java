package io.slipway.client.bootloader.uboot;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.slipway.client.bootloader.uboot.UbootLayout.Copy;

/**
 * Reads {@code fw_env.config}: a line per copy with device, offset (decimal, {@code 0x} hexadecimal, {@code 0} octal, negative from the end of the device),
 * size (always hexadecimal) and, of no concern for block devices and files, sector size, sectors and lock. {@code #} begins a comment. Source:
 * u-boot-tools {@code tools/env/fw_env.config}, libubootenv {@code docs/fw_env_config.md}.
 */
public final class FwEnvConfig {

    private static final int LEAST_FIELDS = 3;
    private static final int MOST_FIELDS = 6;

    private FwEnvConfig() {}

    /**
     * The layout that {@code text} describes.
     *
     * @throws IllegalArgumentException if it describes none, or one in flash memory, which has to be erased before it is written
     */
    public static UbootLayout parse(String text) {
        List<Copy> copies = new ArrayList<>();
        for (String line : text.lines().toList()) {
            String[] fields = line.replaceFirst("#.*", "").strip().split("\\s+");
            if (fields[0].isEmpty()) {
                continue;
            }
            if (fields.length < LEAST_FIELDS || fields.length > MOST_FIELDS || copies.size() == 2) {
                throw new IllegalArgumentException("expected one line or two of device, offset and size, not '"
                        + line.strip() + "'" + (copies.size() == 2 ? " as a third" : ""));
            }
            copies.add(copy(fields));
        }
        return new UbootLayout(copies, Optional.empty());
    }

    private static Copy copy(String... fields) {
        if (fields[0].matches("/dev/(mtd|ubi).*")) {
            throw new IllegalArgumentException(
                    fields[0] + " is flash memory; an environment there is left to the script adapter");
        }
        try {
            long bytes = Long.parseLong(fields[2].replaceFirst("^0[xX]", ""), 16);
            return new Copy(Path.of(fields[0]), Long.decode(fields[1]), Math.toIntExact(bytes));
        } catch (NumberFormatException | ArithmeticException e) {
            throw new IllegalArgumentException(
                    "offset '" + fields[1] + "' or size '" + fields[2] + "' of " + fields[0] + " is no number", e);
        }
    }
}
