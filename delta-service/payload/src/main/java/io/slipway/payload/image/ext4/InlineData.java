package io.slipway.payload.image.ext4;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.slipway.payload.image.FileRuns;
import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.UnreadableImageException;

/**
 * Content that is inside of its inode: the first 60 bytes in place of the map of blocks, the rest as value of the extended attribute {@code system.data}.
 * Source: sections "Inline Data", "Extended Attributes".
 *
 * @param restOffset in the inode
 * @param restLength in bytes, 0 if there is no such attribute
 */
record InlineData(int restOffset, int restLength) {

    private static final long MAGIC = 0xEA02_0000L;
    private static final int ENTRY = 16;
    private static final int SYSTEM = 7;
    private static final byte[] NAME = "data".getBytes(StandardCharsets.US_ASCII);

    /** @throws UnreadableImageException if the extended attributes are damaged */
    static InlineData of(Inode inode) throws UnreadableImageException {
        ImageBytes bytes = inode.bytes();
        int header = Inode.SMALLEST + inode.extraSize();
        if (header + 4 > bytes.length() || bytes.u32(header) != MAGIC) {
            return new InlineData(0, 0);
        }
        int first = header + 4;
        int entry = first;
        while (entry + 4 <= bytes.length() && bytes.u32(entry) != 0) {
            int nameLength = bytes.u8(entry);
            byte[] name = bytes.bytes(entry + ENTRY, nameLength);
            if (bytes.u8(entry + 1) == SYSTEM && Arrays.equals(name, NAME)) {
                return value(bytes, first + bytes.u16(entry + 2), bytes.u32(entry + 8));
            }
            entry += (ENTRY + nameLength + 3) / 4 * 4;
        }
        return new InlineData(0, 0);
    }

    /** @throws UnreadableImageException if the size of the inode is larger than what is there */
    void addTo(FileRuns runs, Inode inode) throws UnreadableImageException {
        if (inode.size() > Inode.BLOCK_LENGTH + restLength) {
            throw new UnreadableImageException("its inline data are shorter than its size");
        }
        runs.add(0, inode.offset() + Inode.BLOCK, Inode.BLOCK_LENGTH);
        if (restLength > 0) {
            runs.add(Inode.BLOCK_LENGTH, inode.offset() + restOffset, restLength);
        }
    }

    private static InlineData value(ImageBytes bytes, int offset, long length) throws UnreadableImageException {
        if (length > bytes.length() - offset) {
            throw new UnreadableImageException("its inline data are outside of the inode");
        }
        return new InlineData(length == 0 ? 0 : offset, (int) length);
    }
}
