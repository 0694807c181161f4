package io.slipway.payload.image.archive;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.UnreadableImageException;

/**
 * The header of a cpio member: a magic number and thirteen numbers of eight hexadecimal digits. Source: Linux kernel documentation, "initramfs buffer format".
 *
 * @param name without the NUL at its end
 * @param size of the content in bytes
 */
record CpioHeader(byte[] name, long mode, long size) {

    /** Bytes of a header before the name. */
    static final int LENGTH = 110;

    private static final byte[] NEWC = "070701".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CRC = "070702".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TRAILER = "TRAILER!!!".getBytes(StandardCharsets.US_ASCII);
    private static final int MODE = 1;
    private static final int SIZE = 6;
    private static final int NAME_LENGTH = 11;
    private static final int LONGEST_NAME = 4096;
    private static final long TYPE_MASK = 0xF000;
    private static final long REGULAR = 0x8000;

    static boolean isAt(ImageBytes image, long offset) {
        try {
            byte[] magic = image.bytes(offset, NEWC.length);
            return Arrays.equals(magic, NEWC) || Arrays.equals(magic, CRC);
        } catch (UnreadableImageException e) {
            return false;
        }
    }

    /** @throws UnreadableImageException if there is none */
    static CpioHeader read(ImageBytes image, long offset) throws UnreadableImageException {
        if (!isAt(image, offset)) {
            throw new UnreadableImageException("at " + offset + " there is no header of a cpio member");
        }
        long nameLength = number(image, offset, NAME_LENGTH);
        if (nameLength < 1 || nameLength > LONGEST_NAME) {
            throw new UnreadableImageException("a member at " + offset + " has a name of " + nameLength + " bytes");
        }
        return new CpioHeader(
                image.bytes(offset + LENGTH, (int) nameLength - 1),
                number(image, offset, MODE),
                number(image, offset, SIZE));
    }

    /** Bytes of the name in the image. */
    int nameLength() {
        return name.length + 1;
    }

    boolean isRegular() {
        return (mode & TYPE_MASK) == REGULAR;
    }

    boolean isTrailer() {
        return Arrays.equals(name, TRAILER);
    }

    private static long number(ImageBytes image, long offset, int index) throws UnreadableImageException {
        long value = 0;
        for (byte b : image.bytes(offset + NEWC.length + 8L * index, 8)) {
            int digit = Character.digit(b, 16);
            if (digit < 0) {
                throw new UnreadableImageException("a member at " + offset + " has a number that is not hexadecimal");
            }
            value = value << 4 | digit;
        }
        return value;
    }
}
