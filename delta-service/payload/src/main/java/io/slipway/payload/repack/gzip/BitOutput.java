package io.slipway.payload.repack.gzip;

import java.util.Arrays;

/** Takes bits, the lowest first, as bytes up to a limit; what comes behind it is dropped. */
final class BitOutput {

    private final byte[] bytes;
    private int length;
    private long bits;
    private int count;

    /** @param limit most bytes that are kept */
    BitOutput(int limit) {
        bytes = new byte[limit];
    }

    /**
     * Adds bits.
     *
     * @param number 0 to 32
     */
    void put(int value, int number) {
        bits |= (value & 0xffff_ffffL) << count;
        count += number;
        while (count >= Byte.SIZE) {
            put();
        }
    }

    /** Adds zeros up to the next byte. */
    void align() {
        if (count > 0) {
            put();
            count = 0;
        }
    }

    /** Adds bytes; the output is aligned. */
    void putBytes(byte[] from, int offset, int number) {
        int room = Math.min(number, bytes.length - length);
        System.arraycopy(from, offset, bytes, length, room);
        length += room;
    }

    /** Whole bytes that are kept. */
    int length() {
        return length;
    }

    boolean isFull() {
        return length == bytes.length;
    }

    /** Whether the whole bytes that are kept are the first of {@code expected}, from {@code from} on. */
    boolean isPrefixOf(byte[] expected, int from) {
        return length <= expected.length && Arrays.equals(bytes, from, length, expected, from, length);
    }

    /** The whole bytes that are kept. */
    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    private void put() {
        if (length < bytes.length) {
            bytes[length++] = (byte) bits;
        }
        bits >>>= Byte.SIZE;
        count -= Byte.SIZE;
    }
}
