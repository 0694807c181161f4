package io.slipway.payload.image.ext4;

import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.UnreadableImageException;

/** Finds inodes by their numbers. Source: sections "Index Nodes", "Finding an Inode". */
final class InodeTable {

    private static final int GENERATION = 0x64;
    private static final int CHECKSUM_LOW = 0x7C;
    private static final int CHECKSUM_HIGH = 0x82;

    private final ImageBytes image;
    private final Superblock superblock;
    private final GroupDescriptors groups;

    InodeTable(ImageBytes image, Superblock superblock, GroupDescriptors groups) {
        this.image = image;
        this.superblock = superblock;
        this.groups = groups;
    }

    /** @throws UnreadableImageException if there is no such inode or its checksum is wrong */
    Inode read(long number) throws UnreadableImageException {
        if (number < 1 || number > superblock.inodes()) {
            throw new UnreadableImageException("inode " + number + " is named, but there are " + superblock.inodes());
        }
        long group = (number - 1) / superblock.inodesPerGroup();
        long index = (number - 1) % superblock.inodesPerGroup();
        long offset = groups.inodeTable(group) * superblock.blockSize() + index * superblock.inodeSize();
        ImageBytes bytes = image.slice(offset, superblock.inodeSize());
        int seed = Crc32c.update(Crc32c.update(superblock.checksumSeed(), number), bytes.u32(GENERATION));
        Inode inode = new Inode(number, offset, bytes, seed);
        if (superblock.hasMetadataChecksums()) {
            checkChecksum(inode);
        }
        return inode;
    }

    /** The checksum counts as zero in what it is computed of; its high half exists if the inode is large enough. */
    private void checkChecksum(Inode inode) throws UnreadableImageException {
        ImageBytes bytes = inode.bytes();
        int crc = Crc32c.update(inode.checksumSeed(), bytes, 0, CHECKSUM_LOW);
        crc = Crc32c.updateZeros(crc, 2);
        crc = Crc32c.update(crc, bytes, CHECKSUM_LOW + 2, Inode.SMALLEST - CHECKSUM_LOW - 2);
        boolean whole = inode.extraSize() >= CHECKSUM_HIGH + 2 - Inode.SMALLEST;
        if (superblock.inodeSize() > Inode.SMALLEST) {
            crc = Crc32c.update(crc, bytes, Inode.SMALLEST, CHECKSUM_HIGH - Inode.SMALLEST);
            int rest = CHECKSUM_HIGH;
            if (whole) {
                crc = Crc32c.updateZeros(crc, 2);
                rest += 2;
            }
            crc = Crc32c.update(crc, bytes, rest, superblock.inodeSize() - rest);
        }
        long stored = bytes.u16(CHECKSUM_LOW) | (whole ? bytes.u16(CHECKSUM_HIGH) << 16 : 0);
        Crc32c.check("inode " + inode.number(), whole ? crc : crc & 0xffff, stored);
    }
}
