package io.slipway.payload.image.ext4;

import io.slipway.payload.image.FileRuns;
import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.ImageFile;
import io.slipway.payload.image.UnreadableImageException;

/** Finds where the content of an inode lies, in each of the three ways in which it can. Source: section "The Contents of inode.i_block". */
final class InodeContent {

    private final ImageBytes image;
    private final Superblock superblock;
    private final BlockClaims claims;

    InodeContent(ImageBytes image, Superblock superblock, BlockClaims claims) {
        this.image = image;
        this.superblock = superblock;
        this.claims = claims;
    }

    /**
     * The inode's content as a file; what lies beyond its size is left out.
     *
     * <p>Claims the inode's blocks and therefore fails when it is asked for the same inode again.
     */
    ImageFile asFile(Inode inode, String path) throws UnreadableImageException {
        try {
            FileRuns runs = new FileRuns(inode.size());
            if (inode.has(Inode.INLINE_DATA)) {
                InlineData.of(inode).addTo(runs, inode);
            } else if (inode.has(Inode.EXTENTS)) {
                new ExtentTree(image, superblock, claims, inode, runs).walk();
            } else {
                new BlockMap(image, superblock, claims, runs).walk(inode);
            }
            return runs.toFile(path);
        } catch (UnreadableImageException e) {
            throw new UnreadableImageException("inode " + inode.number() + ": " + e.getMessage());
        }
    }
}
