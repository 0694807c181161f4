package io.slipway.client.bootloader.model;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32;

import org.jspecify.annotations.Nullable;

import io.slipway.client.bootloader.BootFiles;
import io.slipway.client.slot.SlotName;

/**
 * U-Boot with {@code CONFIG_BOOTCOUNT_LIMIT}, {@code CONFIG_BOOTCOUNT_ENV} and a redundant environment in one file: {@code env/common.c},
 * {@code drivers/bootcount/bootcount_env.c} and {@code packaging/uboot/boot.cmd}.
 */
public final class UbootModel implements BootloaderModel {

    private final BootFiles files;
    private final Path file;
    private final int bytes;

    /** @param bytes of one copy */
    public UbootModel(BootFiles files, Path file, int bytes) {
        this.files = files;
        this.file = file;
        this.bytes = bytes;
    }

    @Override
    public SlotName boot(Optional<String> argument) throws IOException {
        byte[][] copies = {files.read(file, 0, bytes), files.read(file, bytes, bytes)};
        boolean[] good = {isGood(copies[0]), isGood(copies[1])};
        if (!good[0] && !good[1]) {
            throw new IllegalStateException("bad CRC, using default environment");
        }
        int chosen = good[0] && good[1] ? newer(copies[0][4] & 0xff, copies[1][4] & 0xff) : good[0] ? 0 : 1;
        Map<String, String> variables = variables(copies[chosen]);
        boolean upgrade = "1".equals(variables.get("upgrade_available"));
        if (upgrade) {
            variables.put("bootcount", Integer.toString(number(variables.get("bootcount")) + 1));
            save(variables, 1 - chosen, (byte) (copies[chosen][4] + 1));
        }
        boolean altbootcmd = upgrade && number(variables.get("bootcount")) > number(variables.get("bootlimit"));
        String slot = upgrade && !altbootcmd ? variables.get("slipway_trial") : variables.get("slipway_slot");
        return SlotName.parse(String.valueOf(slot)).orElseThrow(IllegalStateException::new);
    }

    private boolean isGood(byte[] copy) {
        return ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN).getInt() == crc(copy);
    }

    private static int newer(int first, int second) {
        if (first == 255 && second == 0) {
            return 1;
        }
        if (second == 255 && first == 0) {
            return 0;
        }
        return second > first ? 1 : 0;
    }

    private static Map<String, String> variables(byte[] copy) {
        Map<String, String> variables = new TreeMap<>();
        for (String assignment : new String(copy, 5, copy.length - 5, StandardCharsets.ISO_8859_1).split("\0")) {
            if (assignment.isEmpty()) {
                break;
            }
            variables.put(assignment.split("=", 2)[0], assignment.split("=", 2)[1]);
        }
        return variables;
    }

    private void save(Map<String, String> variables, int number, byte flags) throws IOException {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        variables.forEach(
                (name, value) -> data.writeBytes((name + "=" + value + "\0").getBytes(StandardCharsets.ISO_8859_1)));
        ByteBuffer copy = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        copy.put(4, flags).put(5, data.toByteArray());
        copy.putInt(0, crc(copy.array()));
        files.overwrite(file, (long) number * bytes, copy.array());
    }

    private int crc(byte[] copy) {
        CRC32 crc = new CRC32();
        crc.update(copy, 5, bytes - 5);
        return (int) crc.getValue();
    }

    private static int number(@Nullable String text) {
        return text == null || text.isEmpty() ? 0 : Integer.parseInt(text);
    }
}
