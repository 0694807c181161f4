package io.slipway.payload.image.ext4;

import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.UnreadableImageException;

/**
 * A file, directory, link or device. Source: section "Index Nodes".
 *
 * @param number from 1 on
 * @param offset of its first byte in the image
 * @param bytes of the whole inode
 * @param checksumSeed of what belongs to it, with metadata_csum
 */
record Inode(long number, long offset, ImageBytes bytes, int checksumSeed) {

    /** Bytes of an inode without anything extra. */
    static final int SMALLEST = 128;

    /** Where the map of blocks, the extents or the data are. */
    static final int BLOCK = 0x28;

    /** Bytes of {@link #BLOCK}. */
    static final int BLOCK_LENGTH = 60;

    /** Flag: a directory with a hash tree. */
    static final long INDEX = 0x1000;

    /** Flag: encrypted. */
    static final long ENCRYPTED = 0x800;

    /** Flag: extents instead of a map of blocks. */
    static final long EXTENTS = 0x8_0000;

    /** Flag: the data are in the inode. */
    static final long INLINE_DATA = 0x1000_0000;

    /** What an inode is, of the kinds that have content. */
    enum Kind {
        REGULAR,
        DIRECTORY,
        SYMLINK,
        OTHER
    }

    Kind kind() throws UnreadableImageException {
        return switch (bytes.u16(0x0) >> 12) {
            case 0x8 -> Kind.REGULAR;
            case 0x4 -> Kind.DIRECTORY;
            case 0xA -> Kind.SYMLINK;
            case 0x1, 0x2, 0x6, 0xC -> Kind.OTHER;
            default -> throw new UnreadableImageException("inode " + number + " is named but not in use");
        };
    }

    /** @throws UnreadableImageException if it is larger than ext4 can make it */
    long size() throws UnreadableImageException {
        long size = bytes.u32(0x4) | bytes.u32(0x6C) << 32;
        if (size < 0 || size > 1L << 48) {
            throw new UnreadableImageException("inode " + number + " has an impossible size");
        }
        return size;
    }

    boolean has(long flag) throws UnreadableImageException {
        return (bytes.u32(0x20) & flag) != 0;
    }

    /** Bytes that this inode has beyond {@value #SMALLEST}, before its extended attributes. */
    int extraSize() throws UnreadableImageException {
        if (bytes.length() == SMALLEST) {
            return 0;
        }
        int extra = bytes.u16(SMALLEST);
        if (extra > bytes.length() - SMALLEST || extra % 4 != 0) {
            throw new UnreadableImageException("inode " + number + " has an impossible extra size");
        }
        return extra;
    }
}
