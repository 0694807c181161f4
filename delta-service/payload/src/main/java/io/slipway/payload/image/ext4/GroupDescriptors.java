package io.slipway.payload.image.ext4;

import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.UnreadableImageException;

/** The descriptors of block groups, read from the image whenever they are asked for. Source: sections "Block Group Descriptors", "Meta Block Groups". */
final class GroupDescriptors {

    private static final int CHECKSUM = 0x1E;
    private static final int CRC16_POLYNOMIAL = 0xA001;
    private static final int UUID = 1024 + 0x68;

    private final ImageBytes image;
    private final Superblock superblock;

    private GroupDescriptors(ImageBytes image, Superblock superblock) {
        this.image = image;
        this.superblock = superblock;
    }

    /** @throws UnreadableImageException if one is outside of the image or has a wrong checksum */
    static GroupDescriptors read(ImageBytes image, Superblock superblock) throws UnreadableImageException {
        GroupDescriptors descriptors = new GroupDescriptors(image, superblock);
        for (long group = 0; group < superblock.groups(); group++) {
            descriptors.checkChecksum(group);
        }
        return descriptors;
    }

    long blockBitmap(long group) throws UnreadableImageException {
        return number(group, 0x0, 0x20);
    }

    long inodeBitmap(long group) throws UnreadableImageException {
        return number(group, 0x4, 0x24);
    }

    /** First block of the inodes of a group. */
    long inodeTable(long group) throws UnreadableImageException {
        return number(group, 0x8, 0x28);
    }

    /** The place of a block full of descriptors, as number of a block. */
    long block(long index) {
        if (index < superblock.descriptorBlocksAtSuperblock()) {
            return superblock.block() + 1 + index;
        }
        long firstGroup = index * superblock.descriptorsPerBlock();
        long first = superblock.firstBlockOf(firstGroup);
        if (index == 0 && superblock.firstDataBlock() < superblock.block()) {
            first++;
        }
        return first + (superblock.hasSuperblock(firstGroup) ? 1 : 0);
    }

    private long offset(long group) {
        int perBlock = superblock.descriptorsPerBlock();
        return block(group / perBlock) * superblock.blockSize() + group % perBlock * superblock.descriptorSize();
    }

    private long number(long group, int low, int high) throws UnreadableImageException {
        long offset = offset(group);
        return image.u32(offset + low) | (superblock.has(Feature.SIXTY_FOUR_BIT) ? image.u32(offset + high) << 32 : 0);
    }

    private void checkChecksum(long group) throws UnreadableImageException {
        ImageBytes descriptor = image.slice(offset(group), superblock.descriptorSize());
        if (superblock.hasMetadataChecksums()) {
            int crc = Crc32c.update(superblock.checksumSeed(), group);
            crc = Crc32c.update(crc, descriptor, 0, CHECKSUM);
            crc = Crc32c.updateZeros(crc, 2);
            crc = Crc32c.update(crc, descriptor, CHECKSUM + 2, superblock.descriptorSize() - CHECKSUM - 2);
            Crc32c.check("the descriptor of group " + group, crc & 0xffff, descriptor.u16(CHECKSUM));
        } else if (superblock.has(Feature.UNINIT_BG)) {
            int crc = crc16(0xffff, image.bytes(UUID, 16));
            crc = crc16(
                    crc, new byte[] {(byte) group, (byte) (group >> 8), (byte) (group >> 16), (byte) (group >> 24)});
            crc = crc16(crc, descriptor.bytes(0, CHECKSUM));
            crc = crc16(crc, descriptor.bytes(CHECKSUM + 2, superblock.descriptorSize() - CHECKSUM - 2));
            Crc32c.check("the descriptor of group " + group, crc, descriptor.u16(CHECKSUM));
        }
    }

    private static int crc16(int crc, byte[] bytes) {
        int value = crc;
        for (byte b : bytes) {
            value ^= b & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                value = value >>> 1 ^ (value & 1) * CRC16_POLYNOMIAL;
            }
        }
        return value;
    }
}
