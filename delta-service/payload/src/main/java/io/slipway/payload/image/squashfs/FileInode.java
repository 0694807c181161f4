package io.slipway.payload.image.squashfs;

import io.slipway.payload.image.FileRuns;
import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.ImageFile;
import io.slipway.payload.image.PackedPieces;
import io.slipway.payload.image.Packing;
import io.slipway.payload.image.UnreadableImageException;

/**
 * A regular file: {@code struct squashfs_reg_inode} or {@code squashfs_lreg_inode}.
 *
 * @param inodes the inode table
 * @param start offset of the first block in the image
 * @param fragment number of the fragment block with the tail, or {@value #NO_FRAGMENT}
 * @param fragmentOffset of the tail in the unpacked fragment block
 * @param blockList where the list of blocks begins in the inode table
 */
record FileInode(
        ImageBytes inodes, long start, long size, long fragment, long fragmentOffset, long blockList, int blockSize) {

    private static final long NO_FRAGMENT = 0xffff_ffffL;

    /** Bytes of a block list's entry. */
    static final int WORD = 4;

    static FileInode basic(ImageBytes inodes, long at, int blockSize) throws UnreadableImageException {
        return new FileInode(
                inodes,
                inodes.u32(at + 16),
                inodes.u32(at + 28),
                inodes.u32(at + 20),
                inodes.u32(at + 24),
                at + 32,
                blockSize);
    }

    static FileInode extended(ImageBytes inodes, long at, int blockSize) throws UnreadableImageException {
        return new FileInode(
                inodes,
                inodes.u63(at + 16),
                inodes.u63(at + 24),
                inodes.u32(at + 44),
                inodes.u32(at + 48),
                at + 56,
                blockSize);
    }

    /** Notes what the file is made of, so that the image can be partitioned. */
    void addPieces(PackedPieces pieces, Packing packing, Fragments fragments) throws UnreadableImageException {
        long count = blocks();
        inodes.slice(blockList, count * WORD);
        long offset = start;
        for (long i = 0; i < count; i++) {
            DataBlock block = block(i);
            if (!block.sparse() && block.packed()) {
                pieces.add(offset, block.stored(), packing, lengthOf(i));
            } else if (!block.sparse() && block.stored() != lengthOf(i)) {
                throw new UnreadableImageException(
                        "the block at " + offset + " has " + block.stored() + " bytes instead of " + lengthOf(i));
            }
            offset += block.stored();
        }
        if (tailLength() > 0) {
            fragments.addTail(fragment, fragmentOffset, tailLength());
        }
    }

    ImageFile toFile(String path, PackedPieces.Partition partition, Fragments fragments)
            throws UnreadableImageException {
        FileRuns runs = new FileRuns(size);
        long offset = start;
        for (long i = 0; i < blocks(); i++) {
            DataBlock block = block(i);
            if (!block.sparse()) {
                runs.add(
                        i * blockSize,
                        block.packed()
                                ? partition.unpackedOffset(offset)
                                : partition.plainOffset(offset, block.stored()),
                        lengthOf(i));
            }
            offset += block.stored();
        }
        if (tailLength() > 0) {
            runs.add(
                    size - tailLength(),
                    fragments.unpackedOffset(partition, fragment, fragmentOffset, tailLength()),
                    tailLength());
        }
        return runs.toFile(path);
    }

    /** Entries of the block list. */
    long blocks() {
        return size / blockSize + (!hasFragment() && size % blockSize > 0 ? 1 : 0);
    }

    private boolean hasFragment() {
        return fragment != NO_FRAGMENT;
    }

    private long tailLength() {
        return hasFragment() ? size % blockSize : 0;
    }

    private long lengthOf(long block) {
        return Math.min(blockSize, size - block * blockSize);
    }

    private DataBlock block(long i) throws UnreadableImageException {
        return new DataBlock(inodes.u32(blockList + i * WORD));
    }
}
