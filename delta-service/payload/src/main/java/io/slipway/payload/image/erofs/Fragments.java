package io.slipway.payload.image.erofs;

import java.util.ArrayList;
import java.util.List;

import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.ImageFile.Run;
import io.slipway.payload.image.PackedPieces;
import io.slipway.payload.image.UnreadableImageException;

/**
 * The inode without a name that holds the fragments, small files and ends of files, one behind the other.
 *
 * @param size of its content; 0 if the image has no fragments
 */
record Fragments(long size, List<Extent> extents) {

    static Fragments of(ImageBytes image, Superblock superblock, InodeContent content) throws UnreadableImageException {
        if (superblock.packedInode() == 0) {
            return new Fragments(0, List.of());
        }
        Inode inode = Inode.read(image, superblock, superblock.packedInode());
        List<Extent> extents = content.extents(inode);
        if (isIn(extents)) {
            throw new UnreadableImageException("its fragments consist of fragments");
        }
        return new Fragments(inode.size(), extents);
    }

    /** Where the content lies in the unpacked image, as far as it can be unpacked. */
    List<Run> runs(PackedPieces.Partition partition) throws UnreadableImageException {
        RunsOfExtents runs = new RunsOfExtents(partition, List.of());
        List<Extent> unpacked = new ArrayList<>();
        for (Extent extent : extents) {
            if (runs.canUnpack(List.of(extent))) {
                unpacked.add(extent);
            }
        }
        return runs.toFile("", size, unpacked).runs();
    }

    private static boolean isIn(List<Extent> extents) {
        return !extents.isEmpty() && extents.getLast() instanceof Extent.Fragment;
    }
}
