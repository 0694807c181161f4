package io.slipway.payload.image.erofs;

import java.util.BitSet;
import java.util.List;

import io.slipway.payload.image.FileRuns;
import io.slipway.payload.image.ImageFile;
import io.slipway.payload.image.PackedPieces;
import io.slipway.payload.image.Piece;
import io.slipway.payload.image.UnreadableImageException;

/** Finds the blocks that hold no content but superblock, inodes, indexes, attributes, directories and what is inline. Not thread-safe. */
final class MetadataBlocks {

    private final int blockBits;
    private final long length;
    private final BitSet content = new BitSet();

    MetadataBlocks(Superblock superblock, long imageLength) {
        blockBits = superblock.blockBits();
        length = imageLength;
    }

    /** Notes which blocks hold content; what is inline does not begin at a block. */
    void exclude(List<Extent> extents) {
        for (Extent extent : extents) {
            switch (extent) {
                case Extent.Stored stored -> exclude(stored.offset(), stored.length());
                case Extent.Packed packed -> exclude(packed.offset(), packed.stored());
                case Extent.Rotated rotated -> exclude(rotated.offset(), rotated.stored());
                case Extent.Fragment _ -> {}
            }
        }
    }

    /** All other blocks as one file, without what is compressed in them. */
    ImageFile toFile(PackedPieces.Partition partition) throws UnreadableImageException {
        FileRuns runs = new FileRuns(length);
        long size = 0;
        for (Piece piece : partition.pieces()) {
            if (piece instanceof Piece.Plain plain) {
                size = add(plain, partition, runs, size);
            }
        }
        return new ImageFile(
                ImageFile.METADATA_PREFIX + "metadata", size, runs.toFile("").runs());
    }

    private long add(Piece.Plain plain, PackedPieces.Partition partition, FileRuns runs, long size)
            throws UnreadableImageException {
        long end = plain.offset() + plain.length();
        long at = plain.offset();
        long found = size;
        while (at < end) {
            int block = (int) (at >>> blockBits);
            long from = content.get(block) ? (long) content.nextClearBit(block) << blockBits : at;
            int next = content.nextSetBit((int) (from >>> blockBits));
            long to = next < 0 ? end : Math.min(end, (long) next << blockBits);
            if (from < to) {
                runs.add(found, partition.plainOffset(from, to - from), to - from);
                found += to - from;
            }
            at = Math.max(from, to);
        }
        return found;
    }

    private void exclude(long offset, long bytes) {
        if ((offset & (1L << blockBits) - 1) == 0) {
            content.set((int) (offset >>> blockBits), (int) ((offset + bytes - 1 >>> blockBits) + 1));
        }
    }
}
