package io.slipway.payload.image.ext4;

import io.slipway.payload.image.FileRuns;
import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.UnreadableImageException;

/** The blocks of an inode without extents: twelve direct ones, then indirect ones of one to three levels. Source: section "Direct/Indirect Block Addressing". */
final class BlockMap {

    private static final int DIRECT = 12;
    private static final int LEVELS = 3;

    private final ImageBytes image;
    private final Superblock superblock;
    private final BlockClaims claims;
    private final FileRuns runs;

    BlockMap(ImageBytes image, Superblock superblock, BlockClaims claims, FileRuns runs) {
        this.image = image;
        this.superblock = superblock;
        this.claims = claims;
        this.runs = runs;
    }

    /** @throws UnreadableImageException if a block is outside of the filesystem or used twice */
    void walk(Inode inode) throws UnreadableImageException {
        ImageBytes map = inode.bytes().slice(Inode.BLOCK, Inode.BLOCK_LENGTH);
        long fileBlock = 0;
        for (int i = 0; i < DIRECT; i++) {
            addBlock(map.u32(4L * i), fileBlock++);
        }
        long covered = 1;
        for (int level = 1; level <= LEVELS; level++) {
            covered *= superblock.blockSize() / 4;
            walkIndirect(map.u32(4L * (DIRECT + level - 1)), fileBlock, level, covered);
            fileBlock += covered;
        }
    }

    /** @param covered how many blocks of the file an indirect block of this level stands for */
    private void walkIndirect(long block, long firstFileBlock, int level, long covered)
            throws UnreadableImageException {
        if (block == 0) {
            return;
        }
        claims.claim(block, 1);
        ImageBytes pointers = image.slice(block * superblock.blockSize(), superblock.blockSize());
        int count = superblock.blockSize() / 4;
        long each = covered / count;
        for (int i = 0; i < count; i++) {
            long pointer = pointers.u32(4L * i);
            if (level == 1) {
                addBlock(pointer, firstFileBlock + i);
            } else {
                walkIndirect(pointer, firstFileBlock + i * each, level - 1, each);
            }
        }
    }

    private void addBlock(long block, long fileBlock) throws UnreadableImageException {
        if (block != 0) {
            claims.claimContent(block, 1);
            long blockSize = superblock.blockSize();
            runs.add(fileBlock * blockSize, block * blockSize, blockSize);
        }
    }
}
