package io.slipway.client.slot.verity;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the blocks of a hash tree lie (Linux: admin-guide/device-mapper/verity.rst): a superblock, then level by level, the top one first. Each block holds
 * the digests of 128 blocks of the level below; the lowest level holds those of the data. Data of one block needs no level: its digest is the root.
 *
 * @param dataBlocks blocks of 4096 bytes that are protected, at least 1
 */
record HashTreeLayout(long dataBlocks) {

    static final int BLOCK_BYTES = 4096;
    static final int DIGEST_BYTES = 32;
    static final int DIGESTS = BLOCK_BYTES / DIGEST_BYTES;

    /** 1 EiB: positions in bytes stay below the largest long. */
    private static final long MOST_BLOCKS = 1L << 48;

    HashTreeLayout {
        if (dataBlocks < 1 || dataBlocks > MOST_BLOCKS) {
            throw new IllegalArgumentException("A hash tree is for 1 to " + MOST_BLOCKS + " blocks, not " + dataBlocks);
        }
    }

    /** The layout for {@code bytes} of data, the last block filled up. */
    static HashTreeLayout ofBytes(long bytes) {
        return new HashTreeLayout((bytes + BLOCK_BYTES - 1) / BLOCK_BYTES);
    }

    /** Blocks of each level, the lowest first. */
    List<Long> levels() {
        List<Long> levels = new ArrayList<>();
        for (long blocks = dataBlocks; blocks > 1; ) {
            blocks = (blocks + DIGESTS - 1) / DIGESTS;
            levels.add(blocks);
        }
        return levels;
    }

    /** The first block of level {@code level}, counted from the superblock, which is block 0. */
    long firstBlock(int level) {
        List<Long> levels = levels();
        long first = 1;
        for (int above = levels.size() - 1; above > level; above--) {
            first += levels.get(above);
        }
        return first;
    }

    long dataBytes() {
        return dataBlocks * BLOCK_BYTES;
    }

    /** Bytes of superblock and tree. */
    long treeBytes() {
        return (1 + levels().stream().mapToLong(Long::longValue).sum()) * BLOCK_BYTES;
    }

    /** The most bytes of data that have room in {@code capacity} bytes together with their tree; 0 if none have. */
    static long mostDataBytes(long capacity) {
        long least = 0;
        long most = Math.min(capacity / BLOCK_BYTES, MOST_BLOCKS);
        while (least < most) {
            long middle = least + (most - least + 1) / 2;
            HashTreeLayout layout = new HashTreeLayout(middle);
            if (layout.dataBytes() + layout.treeBytes() <= capacity) {
                least = middle;
            } else {
                most = middle - 1;
            }
        }
        return least * BLOCK_BYTES;
    }
}
