package io.slipway.payload.image.squashfs;

import java.util.List;
import java.util.Optional;

import io.slipway.payload.image.FilesystemReader;
import io.slipway.payload.image.FoundFiles;
import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.ImageLayout;
import io.slipway.payload.image.PackedPieces;
import io.slipway.payload.image.UnreadableImageException;

/** Reads squashfs 4.0 with every compression but lzma, which the kernel never had. */
public final class SquashfsReader implements FilesystemReader {

    @Override
    public String name() {
        return "squashfs";
    }

    @Override
    public boolean recognises(ImageBytes image) {
        return Superblock.isAt(image);
    }

    @Override
    public ImageLayout read(ImageBytes image) throws UnreadableImageException {
        Superblock superblock = Superblock.of(image);
        Compression compression = Compression.of(image, superblock);
        Tables tables = Tables.read(image, superblock, compression.metadata());
        List<DirectoryWalk.Found> found =
                new DirectoryWalk(tables, superblock.blockSize()).filesBelow(superblock.rootInode());
        Fragments fragments = new Fragments(tables.fragments(), superblock.blockSize());

        PackedPieces pieces = new PackedPieces(image.length());
        for (MetadataTable table : tables.all()) {
            table.addPieces(pieces);
        }
        for (DirectoryWalk.Found file : found) {
            file.inode().addPieces(pieces, compression.data(), fragments);
        }
        fragments.addPieces(pieces, compression.data());

        PackedPieces.Partition partition = pieces.partition();
        FoundFiles files = new FoundFiles();
        files.addMetadata("superblock", partition.plainOffset(0, Superblock.LENGTH), Superblock.LENGTH);
        for (MetadataTable table : tables.all()) {
            files.add(table.toFile(partition));
        }
        for (DirectoryWalk.Found file : found) {
            files.add(file.inode().toFile(file.path(), partition, fragments));
        }
        return new ImageLayout(name(), partition.pieces(), files.sorted(), Optional.empty());
    }
}
