package io.slipway.payload.image.ext4;

import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.UnreadableImageException;

/** The checksum of a directory's block, which stands at the end of entries and at the end of a node of the hash tree. Source: sections "Linear Directories" (tail), "Hash Tree Directories" (dx_tail). */
final class DirectoryChecksum {

    private static final int TAIL = 12;
    private static final long TAIL_MARK = 0xDE00_000CL;
    private static final int ROOT_ENTRIES = 32;
    private static final int NODE_ENTRIES = 8;
    private static final int NODE_ENTRY = 8;
    private static final int DOT_LENGTH = 12;

    private DirectoryChecksum() {}

    /** @throws UnreadableImageException if it is missing or wrong */
    static void check(ImageBytes block, Inode inode) throws UnreadableImageException {
        int size = (int) block.length();
        int tail = size - TAIL;
        int crc;
        long stored;
        int nodeEntries = inode.has(Inode.INDEX) ? nodeEntries(block) : 0;
        if (nodeEntries > 0) {
            int room = block.u16(nodeEntries);
            int count = block.u16(nodeEntries + 2L);
            int end = nodeEntries + room * NODE_ENTRY;
            if (count > room || end > size - 8) {
                throw new UnreadableImageException(
                        "a node of the hash tree of directory inode " + inode.number() + " is damaged");
            }
            crc = Crc32c.update(inode.checksumSeed(), block, 0, nodeEntries + count * NODE_ENTRY);
            crc = Crc32c.update(crc, block, end, 4);
            crc = Crc32c.updateZeros(crc, 4);
            stored = block.u32(end + 4L);
        } else {
            if (block.u32(tail) != 0 || block.u32(tail + 4L) != TAIL_MARK) {
                throw new UnreadableImageException("a block of directory inode " + inode.number() + " has no checksum");
            }
            crc = Crc32c.update(inode.checksumSeed(), block, 0, tail);
            stored = block.u32(tail + 8L);
        }
        Crc32c.check("a block of directory inode " + inode.number(), crc, stored);
    }

    /** Where the entries of a node of the hash tree begin; 0 if this is a block of names. */
    private static int nodeEntries(ImageBytes block) throws UnreadableImageException {
        int whole = (int) block.length();
        int first = block.u16(4);
        if (block.u32(0) == 0 && isLength(first, whole)) {
            return NODE_ENTRIES;
        }
        boolean root = first == DOT_LENGTH
                && isLength(block.u16(DOT_LENGTH + 4), whole - DOT_LENGTH)
                && block.u32(24) == 0
                && block.u8(29) == 8;
        return root ? ROOT_ENTRIES : 0;
    }

    private static boolean isLength(int stored, int length) {
        return stored == length || length == 1 << 16 && (stored == 0 || stored == 0xffff);
    }
}
