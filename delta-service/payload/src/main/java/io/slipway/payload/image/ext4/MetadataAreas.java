package io.slipway.payload.image.ext4;

import io.slipway.payload.image.FileRuns;
import io.slipway.payload.image.FoundFiles;
import io.slipway.payload.image.ImageFile;
import io.slipway.payload.image.UnreadableImageException;

/** The blocks that a filesystem has without any file: superblocks, descriptors, bitmaps, inode tables. Source: section "Blocks", "Layout". */
final class MetadataAreas {

    private final Superblock superblock;
    private final GroupDescriptors groups;
    private final BlockClaims claims;

    MetadataAreas(Superblock superblock, GroupDescriptors groups, BlockClaims claims) {
        this.superblock = superblock;
        this.groups = groups;
        this.claims = claims;
    }

    /** @throws UnreadableImageException if an area is outside of the filesystem or in another */
    void addTo(FoundFiles found) throws UnreadableImageException {
        addSuperblocks(found);
        addDescriptorsInGroups(found);
        addBitmaps(found);
        for (long group = 0; group < superblock.groups(); group++) {
            long block = groups.inodeTable(group);
            claims.claim(block, superblock.inodeTableBlocks());
            addBlocks(found, "inode-table/" + group, block, superblock.inodeTableBlocks());
        }
    }

    /** Copies are named but not claimed: nothing says that they are intact, and nothing is read from them. */
    private void addSuperblocks(FoundFiles found) throws UnreadableImageException {
        long blocks = 1 + superblock.descriptorBlocksAtSuperblock();
        claims.claim(0, superblock.block() + blocks);
        addBlocks(found, "superblock-and-groups/0", 0, superblock.block() + blocks);
        for (long group = 1; group < superblock.groups(); group++) {
            long first = superblock.firstBlockOf(group);
            if (superblock.hasSuperblock(group) && blocks <= superblock.blocks() - first) {
                addBlocks(found, "superblock-and-groups/" + group, first, blocks);
            }
        }
    }

    private void addDescriptorsInGroups(FoundFiles found) throws UnreadableImageException {
        long first = superblock.descriptorBlocksAtSuperblock();
        for (long index = first; index < superblock.descriptorBlocks(); index++) {
            long block = groups.block(index);
            claims.claim(block, 1);
            addBlocks(found, "group-descriptors/" + index, block, 1);
        }
    }

    private void addBitmaps(FoundFiles found) throws UnreadableImageException {
        int blockSize = superblock.blockSize();
        FileRuns ofBlocks = new FileRuns(superblock.groups() * blockSize);
        FileRuns ofInodes = new FileRuns(superblock.groups() * blockSize);
        for (long group = 0; group < superblock.groups(); group++) {
            claims.claim(groups.blockBitmap(group), 1);
            claims.claim(groups.inodeBitmap(group), 1);
            ofBlocks.add(group * blockSize, groups.blockBitmap(group) * blockSize, blockSize);
            ofInodes.add(group * blockSize, groups.inodeBitmap(group) * blockSize, blockSize);
        }
        found.add(ofBlocks.toFile(ImageFile.METADATA_PREFIX + "bitmap/blocks"));
        found.add(ofInodes.toFile(ImageFile.METADATA_PREFIX + "bitmap/inodes"));
    }

    private void addBlocks(FoundFiles found, String name, long block, long count) throws UnreadableImageException {
        found.addMetadata(name, block * superblock.blockSize(), count * superblock.blockSize());
    }
}
