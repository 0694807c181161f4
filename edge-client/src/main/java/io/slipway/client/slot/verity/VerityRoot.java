package io.slipway.client.slot.verity;

import java.util.UUID;

/**
 * Everything that the kernel needs to open a slot under dm-verity, besides the devices.
 *
 * @param rootHash 64 lower-case hexadecimal digits
 * @param salt lower-case hexadecimal digits, perhaps none
 * @param uuid of the superblock
 * @param dataBlocks blocks of 4096 bytes that are protected
 * @param hashOffset first byte of the superblock in the device that has the tree
 */
public record VerityRoot(String rootHash, String salt, UUID uuid, long dataBlocks, long hashOffset) {

    /** Sectors of 512 bytes that are protected: the length of the device that the device mapper makes. */
    public long sectors() {
        return dataBlocks * (HashTreeLayout.BLOCK_BYTES / 512);
    }

    /** The block of 4096 bytes behind the superblock, where the tree itself begins. */
    public long hashStart() {
        return hashOffset / HashTreeLayout.BLOCK_BYTES + 1;
    }
}
