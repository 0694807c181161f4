package io.slipway.payload.image.erofs;

import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.UnreadableImageException;

/**
 * {@code struct erofs_inode_compact} or {@code erofs_inode_extended}.
 *
 * @param kind what it is
 * @param layout how its content is stored
 * @param size of the content in bytes
 * @param union the field {@code i_u}: a block's address or the format of chunks
 * @param start its first byte
 * @param end where its extended attributes end: an index or inline data follows
 */
record Inode(Kind kind, Layout layout, long size, long union, long start, long end) {

    private static final int SLOT_BITS = 5;
    private static final int COMPACT = 32;
    private static final int EXTENDED = 64;
    private static final int XATTR_HEADER = 12;
    private static final int XATTR_ENTRY = 4;

    /** What an inode can be. */
    enum Kind {
        DIRECTORY,
        REGULAR,
        OTHER
    }

    /** How content is stored, in the order of the kernel's numbers. */
    enum Layout {
        FLAT_PLAIN,
        COMPRESSED_FULL,
        FLAT_INLINE,
        COMPRESSED_COMPACT,
        CHUNK_BASED
    }

    static Inode read(ImageBytes image, Superblock superblock, long number) throws UnreadableImageException {
        if (number < 0 || number > image.length() >>> SLOT_BITS) {
            throw new UnreadableImageException("there is no inode " + number);
        }
        long at = superblock.metadata() + (number << SLOT_BITS);
        int format = image.u16(at);
        int layout = format >> 1 & 7;
        if (layout >= Layout.values().length) {
            throw new UnreadableImageException("inode " + number + " has the unknown data layout " + layout);
        }
        boolean extended = (format & 1) != 0;
        int xattrs = image.u16(at + 2);
        return new Inode(
                kind(image.u16(at + 4)),
                Layout.values()[layout],
                extended ? image.u63(at + 8) : image.u32(at + 8),
                image.u32(at + 16),
                at,
                at + (extended ? EXTENDED : COMPACT) + (xattrs == 0 ? 0 : XATTR_HEADER + (xattrs - 1L) * XATTR_ENTRY));
    }

    private static Kind kind(int mode) {
        return switch (mode >> 12) {
            case 4 -> Kind.DIRECTORY;
            case 8 -> Kind.REGULAR;
            default -> Kind.OTHER;
        };
    }
}
