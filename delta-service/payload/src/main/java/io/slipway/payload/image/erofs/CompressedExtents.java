package io.slipway.payload.image.erofs;

import java.util.ArrayList;
import java.util.List;

import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.UnreadableImageException;

/** Goes through the logical clusters of a file and makes an extent of everything from one head to the next. Not thread-safe. */
final class CompressedExtents {

    private final ImageBytes image;
    private final int blockBits;
    private final int blockSize;
    private final long size;
    private final CompressionHeader header;
    private final ClusterIndex index;
    private final List<Extent> extents = new ArrayList<>();

    CompressedExtents(
            ImageBytes image, Superblock superblock, long size, CompressionHeader header, ClusterIndex index) {
        this.image = image;
        blockBits = superblock.blockBits();
        blockSize = superblock.blockSize();
        this.size = size;
        this.header = header;
        this.index = index;
    }

    List<Extent> find() throws UnreadableImageException {
        LogicalCluster head = index.at(0);
        if (!head.isHead() || head.offset() != 0) {
            throw new UnreadableImageException("a compressed file does not begin with a head");
        }
        long headNumber = 0;
        long start = 0;
        int blocks = 1;
        for (long i = 1; i < index.count(); i++) {
            LogicalCluster cluster = index.at(i);
            if (cluster.isHead()) {
                long next = (i << blockBits) + cluster.offset();
                if (cluster.offset() >= blockSize) {
                    throw new UnreadableImageException("a head is at offset " + cluster.offset() + " of its cluster");
                }
                if (next >= size) {
                    break;
                }
                add(head, start, next - start, blocks);
                head = cluster;
                headNumber = i;
                start = next;
                blocks = 1;
            } else if (i == headNumber + 1 && cluster.blocks() > 0 && header.bigPclusters()) {
                blocks = cluster.blocks();
            }
        }
        addTail(head, start, size - start, blocks);
        return extents;
    }

    private void addTail(LogicalCluster head, long start, long length, int blocks) throws UnreadableImageException {
        if (header.fragmentTail()) {
            long upper = index instanceof FullIndex ? head.block() & Integer.MAX_VALUE : 0;
            extents.add(new Extent.Fragment(start, length, upper << 32 | header.fragmentOffset()));
        } else if (header.inlineTail() && header.inlineSize() > 0) {
            long offset = index.end();
            if (offset % blockSize + header.inlineSize() > blockSize) {
                throw new UnreadableImageException("an inline tail crosses the end of its block");
            }
            add(head, start, length, offset, header.inlineSize());
        } else {
            add(head, start, length, blocks);
        }
    }

    private void add(LogicalCluster head, long start, long length, int blocks) throws UnreadableImageException {
        add(head, start, length, head.block() << blockBits, (long) blocks << blockBits);
    }

    private void add(LogicalCluster head, long start, long length, long offset, long stored)
            throws UnreadableImageException {
        image.slice(offset, stored);
        if (head.type() != LogicalCluster.Type.PLAIN) {
            extents.add(new Extent.Packed(start, length, offset, stored, header.algorithm(head)));
            return;
        }
        if (length > stored) {
            throw new UnreadableImageException(length + " bytes are stored in a cluster of " + stored);
        }
        int skip = header.interlaced() ? (int) (start % blockSize) : 0;
        if (header.interlaced() && stored > blockSize) {
            throw new UnreadableImageException("an interlaced cluster has more than one block");
        }
        extents.add(
                skip == 0 && length == stored
                        ? new Extent.Stored(start, length, offset)
                        : new Extent.Rotated(start, length, offset, stored, skip, true));
    }
}
