package io.slipway.payload.image.squashfs;

import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.UnreadableImageException;

/**
 * The first 96 bytes; names as in {@code struct squashfs_super_block} of the kernel's {@code fs/squashfs/squashfs_fs.h}. A table that is missing has the start
 * {@value #NO_TABLE}.
 */
record Superblock(
        long inodes,
        int blockSize,
        long fragments,
        int compression,
        boolean compressorOptions,
        int ids,
        long rootInode,
        long bytesUsed,
        long idTableStart,
        long xattrIdTableStart,
        long inodeTableStart,
        long directoryTableStart,
        long fragmentTableStart,
        long exportTableStart) {

    static final int LENGTH = 96;
    static final long NO_TABLE = -1;

    private static final long MAGIC = 0x73717368;
    private static final int VERSION_MAJOR = 4;
    private static final int MIN_BLOCK_LOG = 12;
    private static final int MAX_BLOCK_LOG = 20;
    private static final int COMPRESSOR_OPTIONS_FLAG = 1 << 10;

    static boolean isAt(ImageBytes image) {
        try {
            return image.length() >= LENGTH && image.u32(0) == MAGIC;
        } catch (UnreadableImageException e) {
            return false;
        }
    }

    static Superblock of(ImageBytes image) throws UnreadableImageException {
        if (!isAt(image)) {
            throw new UnreadableImageException("it does not begin with a superblock");
        }
        int major = image.u16(28);
        int minor = image.u16(30);
        if (major != VERSION_MAJOR || minor != 0) {
            throw new UnreadableImageException("version " + major + "." + minor + " is not known");
        }
        int blockLog = image.u16(22);
        if (blockLog < MIN_BLOCK_LOG || blockLog > MAX_BLOCK_LOG || image.u32(12) != 1L << blockLog) {
            throw new UnreadableImageException("block size " + image.u32(12) + " with logarithm " + blockLog);
        }
        long bytesUsed = image.u63(40);
        if (bytesUsed < LENGTH || bytesUsed > image.length()) {
            throw new UnreadableImageException("it is cut off: " + image.length() + " of " + bytesUsed + " bytes");
        }
        return new Superblock(
                image.u32(4),
                1 << blockLog,
                image.u32(16),
                image.u16(20),
                (image.u16(24) & COMPRESSOR_OPTIONS_FLAG) != 0,
                image.u16(26),
                image.u63(32),
                bytesUsed,
                table(image, 48, bytesUsed),
                table(image, 56, bytesUsed),
                table(image, 64, bytesUsed),
                table(image, 72, bytesUsed),
                table(image, 80, bytesUsed),
                table(image, 88, bytesUsed));
    }

    private static long table(ImageBytes image, int at, long bytesUsed) throws UnreadableImageException {
        if (image.u32(at) == 0xffff_ffffL && image.u32(at + 4) == 0xffff_ffffL) {
            return NO_TABLE;
        }
        long start = image.u63(at);
        if (start < LENGTH || start > bytesUsed) {
            throw new UnreadableImageException("a table starts at " + start + " of " + bytesUsed);
        }
        return start;
    }
}
