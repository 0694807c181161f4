package io.slipway.payload.image.erofs;

import java.util.List;
import java.util.Optional;

import io.slipway.payload.image.FilesystemReader;
import io.slipway.payload.image.FoundFiles;
import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.ImageLayout;
import io.slipway.payload.image.PackedPieces;
import io.slipway.payload.image.UnreadableImageException;

/**
 * Reads erofs on one device, with every data layout and index that Linux 6.1 knows.
 *
 * <p>Content that is compressed with something else than LZ4 stays compressed: such a file is a metadata area {@code compressed/<path>} with the stored
 * clusters.
 */
public final class ErofsReader implements FilesystemReader {

    @Override
    public String name() {
        return "erofs";
    }

    @Override
    public boolean recognises(ImageBytes image) {
        return Superblock.isIn(image);
    }

    @Override
    public ImageLayout read(ImageBytes image) throws UnreadableImageException {
        Superblock superblock = Superblock.of(image);
        InodeContent content = new InodeContent(image, superblock);
        List<DirectoryWalk.Found> found = new DirectoryWalk(image, superblock, content).files();
        Fragments fragments = Fragments.of(image, superblock, content);

        PhysicalClusters clusters = new PhysicalClusters(superblock);
        MetadataBlocks metadata = new MetadataBlocks(superblock, image.length());
        clusters.add(fragments.extents());
        metadata.exclude(fragments.extents());
        for (DirectoryWalk.Found file : found) {
            clusters.add(file.extents());
            metadata.exclude(file.extents());
        }
        PackedPieces pieces = new PackedPieces(image.length());
        clusters.addTo(pieces);
        PackedPieces.Partition partition = pieces.partition();

        FoundFiles files = new FoundFiles();
        files.add(metadata.toFile(partition));
        RunsOfExtents runs = new RunsOfExtents(partition, fragments.runs(partition));
        for (DirectoryWalk.Found file : found) {
            files.add(
                    runs.canUnpack(file.extents())
                            ? runs.toFile(file.path(), file.size(), file.extents())
                            : runs.toCompressedFile(file.path(), file.extents()));
        }
        return new ImageLayout(name(), partition.pieces(), files.sorted(), Optional.empty());
    }
}
