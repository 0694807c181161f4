package io.slipway.payload.image.erofs;

import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.UnreadableImageException;

/**
 * {@code struct z_erofs_map_header}, which precedes the index of a compressed inode.
 *
 * @param fragmentOffset where the tail begins in the inode of fragments
 * @param inlineSize stored length of a tail behind the index
 * @param advise flags
 * @param algorithms of HEAD1 in the lower and of HEAD2 in the upper four bits
 * @param wholeFragment whether the whole file is a fragment
 */
record CompressionHeader(long fragmentOffset, int inlineSize, int advise, int algorithms, boolean wholeFragment) {

    private static final int COMPACT_2B = 1;
    private static final int BIG_PCLUSTER_1 = 2;
    private static final int BIG_PCLUSTER_2 = 4;
    private static final int INLINE_PCLUSTER = 8;
    private static final int INTERLACED_PCLUSTER = 16;
    private static final int FRAGMENT_PCLUSTER = 32;
    private static final int KNOWN = 63;

    private static final int FRAGMENT_INODE_BIT = 7;
    private static final int CLUSTER_BITS = 7;

    static CompressionHeader read(ImageBytes image, Superblock superblock, Inode inode)
            throws UnreadableImageException {
        long at = (inode.end() + 7) / 8 * 8;
        int clusterBits = image.u8(at + 7);
        if (clusterBits >>> FRAGMENT_INODE_BIT != 0) {
            long upper = image.u32(at + 4) & Integer.MAX_VALUE;
            return new CompressionHeader(upper << 32 | image.u32(at), 0, 0, 0, true);
        }
        int advise = image.u16(at + 4);
        if ((advise & ~KNOWN) != 0) {
            throw new UnreadableImageException("a compressed file has unknown flags: " + advise);
        }
        if ((clusterBits & CLUSTER_BITS) != 0) {
            throw new UnreadableImageException(
                    "logical clusters of " + (1L << superblock.blockBits() + (clusterBits & CLUSTER_BITS)) + " bytes");
        }
        return new CompressionHeader(image.u32(at), image.u16(at + 2), advise, image.u8(at + 6), false);
    }

    boolean compact2b() {
        return (advise & COMPACT_2B) != 0;
    }

    boolean bigPclusters() {
        return (advise & (BIG_PCLUSTER_1 | BIG_PCLUSTER_2)) != 0;
    }

    boolean inlineTail() {
        return (advise & INLINE_PCLUSTER) != 0;
    }

    boolean interlaced() {
        return (advise & INTERLACED_PCLUSTER) != 0;
    }

    boolean fragmentTail() {
        return (advise & FRAGMENT_PCLUSTER) != 0;
    }

    /** The compression of a head. */
    int algorithm(LogicalCluster head) {
        return head.type() == LogicalCluster.Type.HEAD2 ? algorithms >>> 4 : algorithms & 15;
    }
}
