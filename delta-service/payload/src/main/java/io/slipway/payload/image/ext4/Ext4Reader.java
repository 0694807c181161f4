package io.slipway.payload.image.ext4;

import io.slipway.payload.image.FilesystemReader;
import io.slipway.payload.image.FoundFiles;
import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.ImageLayout;
import io.slipway.payload.image.UnreadableImageException;

/**
 * Reads ext2, ext3 and ext4. Everything is stored as it is, so the layout has one piece; the runs of a file leave out holes and unwritten extents.
 *
 * <p>Refused are features that are not known, a journal that has to be replayed first (what the directories say may be out of date), and whatever
 * contradicts itself or its checksum. Encrypted files are found by the number of their inode, their content is what is stored. Metadata areas: {@code
 * superblock-and-groups/}<i>group</i>, {@code group-descriptors/}<i>block</i> (with meta_bg), {@code bitmap/blocks} and {@code bitmap/inodes} (one block for
 * each group), {@code inode-table/}<i>group</i>, {@code directory/}<i>path</i>, {@code symlink/}<i>path</i> (of links too long for their inode), {@code
 * journal}, {@code quota/user}, {@code quota/group}, {@code quota/project}, {@code orphan-file}. Source: "ext4 Data Structures and Algorithms", Linux kernel documentation.
 */
public final class Ext4Reader implements FilesystemReader {

    @Override
    public String name() {
        return "ext4";
    }

    @Override
    public boolean recognises(ImageBytes image) {
        return Superblock.isAt(image);
    }

    @Override
    public ImageLayout read(ImageBytes image) throws UnreadableImageException {
        Superblock superblock = Superblock.read(image);
        GroupDescriptors groups = GroupDescriptors.read(image, superblock);
        BlockClaims claims = new BlockClaims(superblock);
        FoundFiles found = new FoundFiles();
        new MetadataAreas(superblock, groups, claims).addTo(found);
        InodeTable inodes = new InodeTable(image, superblock, groups);
        InodeContent content = new InodeContent(image, superblock, claims);
        SpecialInodes.addTo(found, superblock, inodes, content);
        new DirectoryWalk(image, superblock, inodes, content, found).run();
        return found.inPlainImage(name(), image.length());
    }
}
