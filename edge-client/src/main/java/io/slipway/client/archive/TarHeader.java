package io.slipway.client.archive;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One header block. Sources: POSIX.1-2017, pax, "ustar Interchange Format"; GNU tar manual, "Basic Tar Format". */
record TarHeader(byte[] block) {

    static final int BLOCK = 512;

    private static final int CHECKSUM = 148;
    private static final int CHECKSUM_LENGTH = 8;
    private static final byte[] MAGIC = {'u', 's', 't', 'a', 'r'};
    private static final int PREFIX = 345;
    private static final int PREFIX_LENGTH = 155;

    /** @throws ArchiveRefusedException if {@code block} is no header */
    static TarHeader parse(byte[] block) throws ArchiveRefusedException {
        TarHeader header = new TarHeader(block);
        if (header.sum() != header.number(CHECKSUM, CHECKSUM_LENGTH)) {
            throw new ArchiveRefusedException("the archive has a header with a wrong checksum");
        }
        if (!Arrays.equals(block, 257, 257 + MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new ArchiveRefusedException("the archive has a header of another format than ustar, pax and GNU tar");
        }
        return header;
    }

    char type() {
        return block[156] == 0 ? '0' : (char) block[156];
    }

    byte[] name() {
        byte[] name = text(0, 100);
        boolean ustar = block[262] == 0; // GNU tar has a blank there, and other things where ustar has the prefix
        if (!ustar || block[PREFIX] == 0) {
            return name;
        }
        byte[] prefix = text(PREFIX, PREFIX_LENGTH);
        byte[] joined = Arrays.copyOf(prefix, prefix.length + 1 + name.length);
        joined[prefix.length] = '/';
        System.arraycopy(name, 0, joined, prefix.length + 1, name.length);
        return joined;
    }

    byte[] linkName() {
        return text(157, 100);
    }

    long mode() throws ArchiveRefusedException {
        return number(100, 8);
    }

    long uid() throws ArchiveRefusedException {
        return number(108, 8);
    }

    long gid() throws ArchiveRefusedException {
        return number(116, 8);
    }

    long size() throws ArchiveRefusedException {
        return number(124, 12);
    }

    long modified() throws ArchiveRefusedException {
        return number(136, 12);
    }

    /** The sum of all bytes, where those of the sum itself count as blanks. */
    private long sum() {
        long sum = ' ' * CHECKSUM_LENGTH;
        for (int i = 0; i < BLOCK; i++) {
            if (i < CHECKSUM || i >= CHECKSUM + CHECKSUM_LENGTH) {
                sum += block[i] & 0xff;
            }
        }
        return sum;
    }

    /** Octal digits, or with the highest bit set a number in base 256, as GNU tar writes what is too large. */
    private long number(int offset, int length) throws ArchiveRefusedException {
        long value = 0;
        if (block[offset] == (byte) 0x80) {
            for (int i = offset + 1; i < offset + length; i++) {
                if (value >>> 54 != 0) {
                    throw new ArchiveRefusedException("the archive has a header with a number that is too large");
                }
                value = value << 8 | block[i] & 0xff;
            }
            return value;
        }
        String digits = new String(block, offset, length, StandardCharsets.ISO_8859_1)
                .replace('\0', ' ')
                .strip();
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            if (digit < 0 || digit > 7) {
                throw new ArchiveRefusedException("the archive has a header with a number that is not octal");
            }
            value = value << 3 | digit;
        }
        return value;
    }

    private byte[] text(int offset, int length) {
        int end = offset;
        while (end < offset + length && block[end] != 0) {
            end++;
        }
        return Arrays.copyOfRange(block, offset, end);
    }
}
