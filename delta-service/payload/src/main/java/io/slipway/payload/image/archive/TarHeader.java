package io.slipway.payload.image.archive;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.UnreadableImageException;

/**
 * The header of a tar member. Sources: POSIX.1-2017, "ustar Interchange Format"; GNU tar manual, "Basic Tar Format".
 *
 * @param name as stored, with the prefix of ustar before it
 * @param size bytes of what is stored for the member
 * @param dataOffset where that begins in the image
 */
record TarHeader(byte[] name, long size, Kind kind, long dataOffset) {

    /** What a header says. */
    enum Kind {
        REGULAR,
        /** No content follows, whatever the size says. */
        LINK,
        /** The name of the next member. */
        LONG_NAME,
        /** Properties of the next member. */
        PAX,
        /** Properties that do not matter here. */
        IGNORED_EXTENSION,
        /** Something without content of its own, or with content that is not stored as it is. */
        OTHER
    }

    /** Bytes of a header; content is padded to a multiple of it. */
    static final int BLOCK = 512;

    private static final int CHECKSUM = 148;
    private static final int CHECKSUM_LENGTH = 8;
    private static final int NAME_LENGTH = 100;
    private static final int PREFIX = 345;
    private static final int PREFIX_LENGTH = 155;
    private static final int SPARSE_CONTINUES = 482;
    private static final int SPARSE_EXTENSION_CONTINUES = 504;
    private static final byte[] USTAR = {'u', 's', 't', 'a', 'r', 0};

    static boolean isAt(ImageBytes image, long offset) {
        try {
            byte[] block = image.bytes(offset, BLOCK);
            return block[0] != 0 && checksum(block) == number(block, CHECKSUM, CHECKSUM_LENGTH);
        } catch (UnreadableImageException e) {
            return false;
        }
    }

    /** @throws UnreadableImageException if there is none */
    static TarHeader read(ImageBytes image, long offset) throws UnreadableImageException {
        if (!isAt(image, offset)) {
            throw new UnreadableImageException("at " + offset + " there is no header of a tar member");
        }
        byte[] block = image.bytes(offset, BLOCK);
        byte[] name = text(block, 0, NAME_LENGTH);
        if (Arrays.equals(block, 257, 257 + USTAR.length, USTAR, 0, USTAR.length) && block[PREFIX] != 0) {
            name = joined(text(block, PREFIX, PREFIX_LENGTH), name);
        }
        long data = offset + BLOCK;
        if (block[156] == 'S' && block[SPARSE_CONTINUES] != 0) {
            do {
                data += BLOCK;
            } while (image.u8(data - BLOCK + SPARSE_EXTENSION_CONTINUES) != 0);
        }
        return new TarHeader(name, number(block, 124, 12), kind(block[156], name), data);
    }

    private static Kind kind(byte type, byte[] name) {
        return switch (type) {
            case 0, '0', '7' -> name.length > 0 && name[name.length - 1] == '/' ? Kind.OTHER : Kind.REGULAR;
            case '1' -> Kind.LINK;
            case 'L' -> Kind.LONG_NAME;
            case 'x', 'X' -> Kind.PAX;
            case 'g', 'K' -> Kind.IGNORED_EXTENSION;
            default -> Kind.OTHER;
        };
    }

    /** The sum of all bytes, where those of the sum itself count as spaces. */
    private static long checksum(byte[] block) {
        long sum = ' ' * CHECKSUM_LENGTH;
        for (int i = 0; i < BLOCK; i++) {
            if (i < CHECKSUM || i >= CHECKSUM + CHECKSUM_LENGTH) {
                sum += block[i] & 0xff;
            }
        }
        return sum;
    }

    /** Octal digits, or with the highest bit set a number in base 256, as GNU tar writes what is too large. */
    private static long number(byte[] block, int offset, int length) throws UnreadableImageException {
        long value = 0;
        if (block[offset] == (byte) 0x80) {
            for (int i = offset + 1; i < offset + length; i++) {
                if (value >>> 55 != 0) {
                    throw new UnreadableImageException("a tar header has a number that is too large");
                }
                value = value << 8 | block[i] & 0xff;
            }
            return value;
        }
        String digits = new String(block, offset, length, StandardCharsets.US_ASCII)
                .replace('\0', ' ')
                .strip();
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            if (digit < 0 || digit > 7) {
                throw new UnreadableImageException("a tar header has a number that is not octal");
            }
            value = value << 3 | digit;
        }
        return value;
    }

    private static byte[] text(byte[] block, int offset, int length) {
        int end = offset;
        while (end < offset + length && block[end] != 0) {
            end++;
        }
        return Arrays.copyOfRange(block, offset, end);
    }

    private static byte[] joined(byte[] prefix, byte[] name) {
        byte[] joined = Arrays.copyOf(prefix, prefix.length + 1 + name.length);
        joined[prefix.length] = '/';
        System.arraycopy(name, 0, joined, prefix.length + 1, name.length);
        return joined;
    }
}
