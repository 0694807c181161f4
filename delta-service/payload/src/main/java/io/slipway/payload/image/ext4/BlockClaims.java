package io.slipway.payload.image.ext4;

import java.util.BitSet;

import io.slipway.payload.image.UnreadableImageException;

/**
 * Who owns which block. A block that is claimed twice is damage, or an attempt to keep the reader busy: so no loop of blocks ends unnoticed, and no reader
 * finds more blocks than the image has. Takes one bit for each block.
 */
final class BlockClaims {

    private final BitSet claimed = new BitSet();
    private final Superblock superblock;

    BlockClaims(Superblock superblock) {
        this.superblock = superblock;
    }

    /** @throws UnreadableImageException if one of the blocks is outside of the filesystem or has an owner */
    void claim(long block, long count) throws UnreadableImageException {
        checkInside(block, count);
        int next = claimed.nextSetBit((int) block);
        if (next >= 0 && next < block + count) {
            throw new UnreadableImageException("block " + next + " is used twice");
        }
        claimed.set((int) block, (int) (block + count));
    }

    /** Claims blocks of a file's content, which may have several owners with the feature {@code shared_blocks}. */
    void claimContent(long block, long count) throws UnreadableImageException {
        if (superblock.has(Feature.SHARED_BLOCKS)) {
            checkInside(block, count);
        } else {
            claim(block, count);
        }
    }

    private void checkInside(long block, long count) throws UnreadableImageException {
        if (block < 0 || count < 0 || count > superblock.blocks() - block) {
            throw new UnreadableImageException(
                    count + " blocks from " + block + " on are outside of " + superblock.blocks());
        }
    }
}
