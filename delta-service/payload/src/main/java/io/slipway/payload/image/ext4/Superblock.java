package io.slipway.payload.image.ext4;

import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.UnreadableImageException;
import io.slipway.payload.image.ext4.Feature.Features;

/**
 * What the superblock says of sizes and places. Source: section "Super Block".
 *
 * @param blockSize in bytes, 1024 to 65536
 * @param blocks of the filesystem; all are inside the image
 * @param firstDataBlock the block in which group 0 begins
 * @param inodeSize in bytes, 128 to {@code blockSize}
 * @param descriptorSize of a group, in bytes
 * @param firstMetaGroup first block of descriptors that lies in its own groups, with meta_bg
 * @param backupGroups the two groups with a copy, with sparse_super2
 * @param checksumSeed of all metadata, with metadata_csum
 * @param specialInodes where the journal, quotas and the orphan file are, 0 where there is none
 */
record Superblock(
        int blockSize,
        long blocks,
        long firstDataBlock,
        long blocksPerGroup,
        long inodesPerGroup,
        long inodes,
        int inodeSize,
        int descriptorSize,
        long firstMetaGroup,
        BackupGroups backupGroups,
        Features features,
        int checksumSeed,
        Special specialInodes) {

    /** The numbers of inodes that hold metadata. */
    record Special(long journal, long userQuota, long groupQuota, long projectQuota, long orphanFile) {}

    /** Two groups of sparse_super2. */
    record BackupGroups(long first, long second) {}

    private static final int OFFSET = 1024;
    private static final int SIZE = 1024;
    private static final int MAGIC = 0xEF53;
    private static final int LARGEST_BLOCK = 6;
    private static final int LARGEST_CLUSTER = 20;
    private static final int SMALLEST_GROUP = 256;
    private static final int CHECKSUM = 0x3FC;
    private static final int CRC32C = 1;

    static boolean isAt(ImageBytes image) {
        try {
            return image.length() >= OFFSET + SIZE
                    && image.u16(OFFSET + 0x38) == MAGIC
                    && image.u32(OFFSET + 0x18) <= LARGEST_BLOCK;
        } catch (UnreadableImageException e) {
            return false;
        }
    }

    /** @throws UnreadableImageException if a number cannot be, a feature is not known, or the checksum is wrong */
    static Superblock read(ImageBytes image) throws UnreadableImageException {
        ImageBytes at = image.slice(OFFSET, SIZE);
        Features features = new Features(at.u32(0x5C), at.u32(0x60), at.u32(0x64));
        features.checkReadable();
        checkChecksum(at, features);
        long logBlockSize = at.u32(0x18);
        require(logBlockSize <= LARGEST_BLOCK, "block size", logBlockSize);
        int blockSize = 1024 << logBlockSize;
        boolean wide = features.has(Feature.SIXTY_FOUR_BIT);
        boolean revision0 = at.u32(0x4C) == 0;
        Superblock superblock = new Superblock(
                blockSize,
                at.u32(0x4) | (wide ? at.u32(0x150) << 32 : 0),
                at.u32(0x14),
                at.u32(0x20),
                at.u32(0x28),
                at.u32(0x0),
                revision0 ? Inode.SMALLEST : at.u16(0x58),
                wide ? at.u16(0xFE) : 32,
                at.u32(0x104),
                new BackupGroups(at.u32(0x24C), at.u32(0x250)),
                features,
                features.has(Feature.METADATA_CSUM_SEED)
                        ? (int) at.u32(0x270)
                        : Crc32c.update(Crc32c.START, at, 0x68, 16),
                new Special(at.u32(0xE0), at.u32(0x240), at.u32(0x244), at.u32(0x26C), at.u32(0x280)));
        superblock.check(image.length(), features.has(Feature.BIGALLOC) ? at.u32(0x1C) : logBlockSize);
        return superblock;
    }

    /** The block of the superblock, from which the descriptors follow. */
    long block() {
        return blockSize == OFFSET ? 1 : 0;
    }

    long groups() {
        return (blocks - firstDataBlock + blocksPerGroup - 1) / blocksPerGroup;
    }

    long firstBlockOf(long group) {
        return firstDataBlock + group * blocksPerGroup;
    }

    boolean has(Feature feature) {
        return features.has(feature);
    }

    boolean hasMetadataChecksums() {
        return has(Feature.METADATA_CSUM);
    }

    int descriptorsPerBlock() {
        return blockSize / descriptorSize;
    }

    /** Blocks of descriptors of all groups. */
    long descriptorBlocks() {
        return (groups() + descriptorsPerBlock() - 1) / descriptorsPerBlock();
    }

    /** Blocks of descriptors that follow each copy of the superblock; with meta_bg the others lie in their own groups. */
    long descriptorBlocksAtSuperblock() {
        return has(Feature.META_BG) ? Math.min(firstMetaGroup, descriptorBlocks()) : descriptorBlocks();
    }

    long inodeTableBlocks() {
        return (inodesPerGroup * inodeSize + blockSize - 1) / blockSize;
    }

    /** Whether a group begins with a copy of the superblock. Source: section "Special features", {@code sparse_super}. */
    boolean hasSuperblock(long group) {
        if (group == 0) {
            return true;
        }
        if (has(Feature.SPARSE_SUPER2)) {
            return group == backupGroups.first() || group == backupGroups.second();
        }
        return group == 1
                || !has(Feature.SPARSE_SUPER)
                || isPowerOf(group, 3)
                || isPowerOf(group, 5)
                || isPowerOf(group, 7);
    }

    private static boolean isPowerOf(long number, int base) {
        long power = base;
        while (power < number) {
            power *= base;
        }
        return power == number;
    }

    private void check(long imageLength, long logClusterSize) throws UnreadableImageException {
        require(blocks > firstDataBlock && firstDataBlock <= 1, "first data block", firstDataBlock);
        require(blocks <= Integer.MAX_VALUE, "number of blocks", blocks);
        if (blocks * blockSize > imageLength) {
            throw new UnreadableImageException("it is cut off: " + imageLength + " bytes of " + blocks * blockSize);
        }
        require(
                logClusterSize <= LARGEST_CLUSTER && 1024L << logClusterSize >= blockSize,
                "cluster size",
                logClusterSize);
        long largestGroup = 8L * blockSize * ((1024L << logClusterSize) / blockSize);
        require(blocksPerGroup >= SMALLEST_GROUP && blocksPerGroup <= largestGroup, "blocks per group", blocksPerGroup);
        require(inodesPerGroup > 0 && inodesPerGroup <= 8L * blockSize, "inodes per group", inodesPerGroup);
        require(
                isPowerOfTwo(inodeSize) && inodeSize >= Inode.SMALLEST && inodeSize <= blockSize,
                "inode size",
                inodeSize);
        require(
                isPowerOfTwo(descriptorSize) && descriptorSize >= 32 && descriptorSize <= 1024,
                "descriptor size",
                descriptorSize);
        require(descriptorSize >= 64 || !has(Feature.SIXTY_FOUR_BIT), "descriptor size", descriptorSize);
        require(
                inodes > 0 && inodes <= Math.min(groups() * inodesPerGroup, Integer.MAX_VALUE - 1),
                "number of inodes",
                inodes);
    }

    private static void checkChecksum(ImageBytes at, Features features) throws UnreadableImageException {
        if (features.has(Feature.METADATA_CSUM)) {
            require(at.u8(0x175) == CRC32C, "checksum type", at.u8(0x175));
            Crc32c.check("the superblock", Crc32c.update(Crc32c.START, at, 0, CHECKSUM), at.u32(CHECKSUM));
        }
    }

    private static boolean isPowerOfTwo(int number) {
        return Integer.bitCount(number) == 1;
    }

    private static void require(boolean condition, String what, long value) throws UnreadableImageException {
        if (!condition) {
            throw new UnreadableImageException("its superblock has an impossible " + what + ": " + value);
        }
    }
}
