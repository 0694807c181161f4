package io.slipway.payload.image.ext4;

import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.UnreadableImageException;

/**
 * CRC-32C as ext4 computes it: from a seed and without the last inversion, which {@link java.util.zip.CRC32C} does not offer. Source: section
 * "Checksums".
 */
final class Crc32c {

    /** The value before the first byte. */
    static final int START = -1;

    private static final int POLYNOMIAL = 0x82F63B78;
    private static final int[] TABLE = table();

    private Crc32c() {}

    /** @param length in bytes; they are copied */
    static int update(int crc, ImageBytes bytes, long offset, int length) throws UnreadableImageException {
        int value = crc;
        for (byte b : bytes.bytes(offset, length)) {
            value = step(value, b);
        }
        return value;
    }

    /** Goes on with a number of 32 bits, low byte first. */
    static int update(int crc, long number) {
        int value = crc;
        for (int shift = 0; shift < 32; shift += 8) {
            value = step(value, (int) (number >>> shift));
        }
        return value;
    }

    /** Goes on with {@code count} zeros, which stand for the checksum in what it is computed of. */
    static int updateZeros(int crc, int count) {
        int value = crc;
        for (int i = 0; i < count; i++) {
            value = step(value, 0);
        }
        return value;
    }

    /** @throws UnreadableImageException if they differ */
    static void check(String what, int computed, long stored) throws UnreadableImageException {
        if (computed != (int) stored) {
            throw new UnreadableImageException(what + " has a wrong checksum");
        }
    }

    private static int step(int crc, int b) {
        return crc >>> 8 ^ TABLE[(crc ^ b) & 0xff];
    }

    private static int[] table() {
        int[] table = new int[256];
        for (int i = 0; i < table.length; i++) {
            int value = i;
            for (int bit = 0; bit < 8; bit++) {
                value = value >>> 1 ^ (value & 1) * POLYNOMIAL;
            }
            table[i] = value;
        }
        return table;
    }
}
