package io.slipway.payload.image.ext4;

import io.slipway.payload.image.FileRuns;
import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.UnreadableImageException;

/** The extents of an inode. Source: section "Extent Tree". */
final class ExtentTree {

    private static final int MAGIC = 0xF30A;
    private static final int DEEPEST = 5;
    private static final int HEADER = 12;
    private static final int ENTRY = 12;
    private static final int LONGEST_WRITTEN = 0x8000;

    private final ImageBytes image;
    private final Superblock superblock;
    private final BlockClaims claims;
    private final Inode inode;
    private final FileRuns runs;
    private long nextFileBlock;

    ExtentTree(ImageBytes image, Superblock superblock, BlockClaims claims, Inode inode, FileRuns runs) {
        this.image = image;
        this.superblock = superblock;
        this.claims = claims;
        this.inode = inode;
        this.runs = runs;
    }

    /** @throws UnreadableImageException if the tree is damaged or uses a block twice */
    void walk() throws UnreadableImageException {
        ImageBytes root = inode.bytes().slice(Inode.BLOCK, Inode.BLOCK_LENGTH);
        int depth = root.u16(6);
        if (depth > DEEPEST) {
            throw new UnreadableImageException("its extent tree has " + depth + " levels");
        }
        walk(root, depth);
    }

    private void walk(ImageBytes node, int depth) throws UnreadableImageException {
        int entries = node.u16(2);
        int room = node.u16(4);
        if (node.u16(0) != MAGIC
                || node.u16(6) != depth
                || entries > room
                || HEADER + (long) room * ENTRY > node.length()) {
            throw new UnreadableImageException("its extent tree is damaged");
        }
        for (int i = 0; i < entries; i++) {
            ImageBytes entry = node.slice(HEADER + (long) i * ENTRY, ENTRY);
            if (depth == 0) {
                addExtent(entry);
            } else {
                walk(child(entry.u32(4) | (long) entry.u16(8) << 32), depth - 1);
            }
        }
    }

    private ImageBytes child(long block) throws UnreadableImageException {
        claims.claim(block, 1);
        ImageBytes node = image.slice(block * superblock.blockSize(), superblock.blockSize());
        if (superblock.hasMetadataChecksums()) {
            int tail = HEADER + node.u16(4) * ENTRY;
            Crc32c.check(
                    "block " + block + " of its extent tree",
                    Crc32c.update(inode.checksumSeed(), node, 0, tail),
                    node.u32(tail));
        }
        return node;
    }

    private void addExtent(ImageBytes extent) throws UnreadableImageException {
        long fileBlock = extent.u32(0);
        int count = extent.u16(4);
        long block = extent.u32(8) | (long) extent.u16(6) << 32;
        boolean written = count <= LONGEST_WRITTEN;
        if (!written) {
            count -= LONGEST_WRITTEN;
        }
        if (fileBlock < nextFileBlock || count == 0) {
            throw new UnreadableImageException("its extents are not in order");
        }
        nextFileBlock = fileBlock + count;
        claims.claimContent(block, count);
        if (written) {
            long blockSize = superblock.blockSize();
            runs.add(fileBlock * blockSize, block * blockSize, count * blockSize);
        }
    }
}
