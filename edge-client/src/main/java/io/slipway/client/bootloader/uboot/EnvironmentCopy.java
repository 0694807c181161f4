package io.slipway.client.bootloader.uboot;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * One copy of a U-Boot environment: CRC-32 of the data (4 bytes, little endian), in a redundant environment a counter (1 byte), then the data:
 * {@code name=value} strings, each ended by a zero byte, an empty one at the end, zeros up to the fixed size. Source: U-Boot {@code include/env_internal.h},
 * libubootenv {@code uboot_env.c}.
 *
 * @param counter raised by one with every write, modulo 256; says which of two good copies is newer. 0 in an environment of one copy
 * @param variables in the order in which they stand
 */
record EnvironmentCopy(int counter, Map<String, String> variables) {

    private static final int CRC_BYTES = 4;

    EnvironmentCopy {
        variables = Map.copyOf(variables);
    }

    /** The environment in {@code copy}, or empty if its checksum is wrong or its data is no list of variables. */
    static Optional<EnvironmentCopy> parse(byte[] copy, boolean redundant) {
        int header = header(redundant);
        if (copy.length <= header
                || ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN).getInt() != checksum(copy, header)) {
            return Optional.empty();
        }
        Map<String, String> variables = new LinkedHashMap<>();
        int start = header;
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
        return Optional.of(new EnvironmentCopy(redundant ? copy[CRC_BYTES] & 0xff : 0, variables));
    }

    /**
     * The bytes of a copy with {@code size} bytes.
     *
     * @throws IllegalArgumentException if the variables do not fit
     */
    byte[] format(int size, boolean redundant) {
        int header = header(redundant);
        ByteBuffer copy = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        if (redundant) {
            copy.put(CRC_BYTES, (byte) counter);
        }
        copy.position(header);
        variables.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(variable -> {
            byte[] text = (variable.getKey() + "=" + variable.getValue()).getBytes(StandardCharsets.ISO_8859_1);
            if (copy.remaining() < text.length + 2) {
                throw new IllegalArgumentException(
                        "The variables do not fit into an environment of " + size + " bytes");
            }
            copy.put(text).put((byte) 0);
        });
        return copy.putInt(0, checksum(copy.array(), header)).array();
    }

    /** Whether this copy counts and {@code other} does not, both being good. Source: U-Boot {@code env/common.c}, {@code env_check_redund}. */
    boolean isNewerThan(EnvironmentCopy other) {
        boolean wrapped = Math.abs(counter - other.counter) == 255;
        return wrapped ? counter == 0 : counter > other.counter;
    }

    private static int header(boolean redundant) {
        return redundant ? CRC_BYTES + 1 : CRC_BYTES;
    }

    private static int checksum(byte[] copy, int header) {
        CRC32 crc = new CRC32();
        crc.update(copy, header, copy.length - header);
        return (int) crc.getValue();
    }
}
