package io.slipway.payload.image.erofs;

import java.util.ArrayList;
import java.util.List;

import io.slipway.payload.image.FileRuns;
import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.UnreadableImageException;
import io.slipway.payload.repack.Rotation;

/**
 * Finds the extents of inodes. All of them together have no more indexes than fit into the image, and at most {@value FileRuns#MAX_RUNS} extents. Not
 * thread-safe.
 */
final class InodeContent {

    private static final int CHUNK_BITS = 0x1f;
    private static final int CHUNK_INDEXES = 0x20;
    private static final int CHUNK_KNOWN = CHUNK_BITS | CHUNK_INDEXES;
    private static final long HOLE = 0xffff_ffffL;

    private final ImageBytes image;
    private final Superblock superblock;
    private long indexBytes;
    private long extents;

    InodeContent(ImageBytes image, Superblock superblock) {
        this.image = image;
        this.superblock = superblock;
    }

    /** The extents of an inode, ascending. */
    List<Extent> extents(Inode inode) throws UnreadableImageException {
        List<Extent> found = inode.size() == 0
                ? List.of()
                : switch (inode.layout()) {
                    case FLAT_PLAIN -> List.of(stored(0, inode.size(), inode.union() << superblock.blockBits()));
                    case FLAT_INLINE -> inline(inode);
                    case CHUNK_BASED -> chunks(inode);
                    case COMPRESSED_FULL, COMPRESSED_COMPACT -> compressed(inode);
                };
        extents += found.size();
        if (extents > FileRuns.MAX_RUNS) {
            throw new UnreadableImageException("it has more than " + FileRuns.MAX_RUNS + " extents");
        }
        return found;
    }

    /** All but the last block lie together; the last lies behind the inode, in the same block as the inode's end. */
    private List<Extent> inline(Inode inode) throws UnreadableImageException {
        long blocks = (inode.size() - 1) / superblock.blockSize() * superblock.blockSize();
        long tail = inode.size() - blocks;
        if (inode.end() % superblock.blockSize() + tail > superblock.blockSize()) {
            throw new UnreadableImageException("an inline tail crosses the end of its block");
        }
        List<Extent> found = new ArrayList<>();
        if (blocks > 0) {
            found.add(stored(0, blocks, inode.union() << superblock.blockBits()));
        }
        found.add(tail(inode, blocks, tail));
        return found;
    }

    /** Where the inode itself lies right between the blocks and the tail, it is moved behind, so that the file lies together. */
    private Extent tail(Inode inode, long blocks, long tail) throws UnreadableImageException {
        long end = (inode.union() << superblock.blockBits()) + blocks;
        long between = inode.end() - inode.start();
        if (inode.kind() == Inode.Kind.REGULAR && blocks > 0 && inode.start() == end && between <= Rotation.MAX_SKIP) {
            image.slice(end, between + tail);
            return new Extent.Rotated(blocks, tail, end, between + tail, (int) between, false);
        }
        return stored(blocks, tail, inode.end());
    }

    private List<Extent> chunks(Inode inode) throws UnreadableImageException {
        int format = (int) inode.union();
        if ((format & ~CHUNK_KNOWN) != 0) {
            throw new UnreadableImageException("chunks of the unknown format " + format);
        }
        boolean indexes = (format & CHUNK_INDEXES) != 0;
        long chunkSize = 1L << superblock.blockBits() + (format & CHUNK_BITS);
        int entry = indexes ? 8 : 4;
        long count = (inode.size() - 1) / chunkSize + 1;
        long at = roundUp(inode.end(), entry);
        takeIndex(at, count, entry);
        List<Extent> found = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            long block = image.u32(at + i * entry + entry - 4);
            if (indexes && image.u16(at + i * entry + 2) != 0) {
                throw new UnreadableImageException("a chunk lies on another device");
            }
            if (block != HOLE) {
                long length = Math.min(chunkSize, inode.size() - i * chunkSize);
                found.add(stored(i * chunkSize, length, block << superblock.blockBits()));
            }
        }
        return found;
    }

    private List<Extent> compressed(Inode inode) throws UnreadableImageException {
        CompressionHeader header = CompressionHeader.read(image, superblock, inode);
        if (header.wholeFragment()) {
            return List.of(new Extent.Fragment(0, inode.size(), header.fragmentOffset()));
        }
        long count = (inode.size() - 1 >> superblock.blockBits()) + 1;
        ClusterIndex index = inode.layout() == Inode.Layout.COMPRESSED_FULL
                ? new FullIndex(image, roundUp(inode.end(), 8) + 16, count)
                : new CompactIndex(image, roundUp(inode.end(), 8) + 8, count, superblock.blockBits(), header);
        takeIndex(index.start(), index.end() - index.start(), 1);
        return new CompressedExtents(image, superblock, inode.size(), header, index).find();
    }

    private Extent.Stored stored(long fileOffset, long length, long offset) throws UnreadableImageException {
        if (length > image.length() || offset > image.length() - length) {
            throw new UnreadableImageException("a file has " + length + " bytes at " + offset + ", outside the image");
        }
        return new Extent.Stored(fileOffset, length, offset);
    }

    private void takeIndex(long at, long count, int entry) throws UnreadableImageException {
        if (count > image.length() || at > image.length() - count * entry) {
            throw new UnreadableImageException("an index of " + count + " entries at " + at + " is outside the image");
        }
        indexBytes += count * entry;
        if (indexBytes > image.length()) {
            throw new UnreadableImageException("its inodes overlap");
        }
    }

    private static long roundUp(long value, int multiple) {
        return (value + multiple - 1) / multiple * multiple;
    }
}
