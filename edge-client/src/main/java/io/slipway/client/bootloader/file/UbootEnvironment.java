package io.slipway.client.bootloader.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * One copy of a redundant U-Boot environment: CRC-32 of the data (4 bytes, little endian), a counter (1 byte), then the data: {@code name=value}
 * strings, each ended by a zero byte, an empty one at the end, zeros up to the fixed size. Source: U-Boot {@code include/env_internal.h},
 * libubootenv {@code uboot_env.c}.
 *
 * @param counter raised by one with every write, modulo 256; says which of two good copies is newer
 * @param variables in the order in which they stand
 */
record UbootEnvironment(int counter, Map<String, String> variables) {

    private static final int HEADER_BYTES = 5;

    UbootEnvironment {
        variables = Map.copyOf(variables);
    }

    /** The environment in {@code copy}, or empty if its checksum is wrong or its data is no list of variables. */
    static Optional<UbootEnvironment> parse(byte[] copy) {
        if (copy.length <= HEADER_BYTES
                || ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN).getInt() != checksum(copy)) {
            return Optional.empty();
        }
        Map<String, String> variables = new LinkedHashMap<>();
        int start = HEADER_BYTES;
        while (start < copy.length && copy[start] != 0) {
            int end = start;
            while (end < copy.length && copy[end] != 0) {
                end++;
            }
            String assignment = new String(copy, start, end - start, StandardCharsets.ISO_8859_1);
            int equals = assignment.indexOf('=');
            if (end == copy.length || equals < 1) {
                return Optional.empty();
            }
            variables.put(assignment.substring(0, equals), assignment.substring(equals + 1));
            start = end + 1;
        }
        return Optional.of(new UbootEnvironment(copy[4] & 0xff, variables));
    }

    /**
     * The bytes of a copy with {@code size} bytes.
     *
     * @throws IllegalArgumentException if the variables do not fit
     */
    byte[] format(int size) {
        ByteBuffer copy = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        copy.position(4).put((byte) counter);
        variables.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(variable -> {
            byte[] text = (variable.getKey() + "=" + variable.getValue()).getBytes(StandardCharsets.ISO_8859_1);
            if (copy.remaining() < text.length + 2) {
                throw new IllegalArgumentException(
                        "The variables do not fit into an environment of " + size + " bytes");
            }
            copy.put(text).put((byte) 0);
        });
        return copy.putInt(0, checksum(copy.array())).array();
    }

    /** Whether this copy was written after {@code other}; counters wrap around. */
    boolean isNewerThan(UbootEnvironment other) {
        return (byte) (counter - other.counter) > 0;
    }

    private static int checksum(byte[] copy) {
        CRC32 crc = new CRC32();
        crc.update(copy, HEADER_BYTES, copy.length - HEADER_BYTES);
        return (int) crc.getValue();
    }
}
