package io.slipway.payload.image.ext4;

import io.slipway.payload.image.FoundFiles;
import io.slipway.payload.image.ImageFile;
import io.slipway.payload.image.UnreadableImageException;

/** The inodes that no directory names and that hold metadata: journal, quotas, orphan file. Source: section "Special inodes". */
final class SpecialInodes {

    private SpecialInodes() {}

    static void addTo(FoundFiles found, Superblock superblock, InodeTable inodes, InodeContent content)
            throws UnreadableImageException {
        Superblock.Special special = superblock.specialInodes();
        add("journal", special.journal(), found, inodes, content);
        if (superblock.has(Feature.QUOTA)) {
            add("quota/user", special.userQuota(), found, inodes, content);
            add("quota/group", special.groupQuota(), found, inodes, content);
            add("quota/project", special.projectQuota(), found, inodes, content);
        }
        add("orphan-file", special.orphanFile(), found, inodes, content);
    }

    private static void add(String name, long number, FoundFiles found, InodeTable inodes, InodeContent content)
            throws UnreadableImageException {
        if (number != 0) {
            found.add(content.asFile(inodes.read(number), ImageFile.METADATA_PREFIX + name));
        }
    }
}
