package io.slipway.payload.image.squashfs;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.Packing;
import io.slipway.payload.image.UnreadableImageException;

/**
 * All metadata of an image.
 *
 * @param inodes the inode table
 * @param directories the directory table
 * @param fragments where the fragment blocks are
 * @param others what is not looked into
 */
record Tables(MetadataTable inodes, MetadataTable directories, MetadataTable fragments, List<MetadataTable> others) {

    private static final int POINTER = 8;
    private static final int XATTR_HEADER = 16;
    private static final int XATTR_ID = 16;
    private static final long ID = 4;

    static Tables read(ImageBytes image, Superblock superblock, Packing packing) throws UnreadableImageException {
        Finder finder = new Finder(image, superblock, packing);
        MetadataTable fragments = finder.indexed(
                "fragment-table", superblock.fragmentTableStart(), superblock.fragments() * Fragments.ENTRY);
        List<MetadataTable> others = new ArrayList<>();
        others.add(finder.indexed("export-table", superblock.exportTableStart(), superblock.inodes() * POINTER));
        others.add(finder.indexed("id-table", superblock.idTableStart(), superblock.ids() * ID));
        long xattrs = superblock.xattrIdTableStart();
        if (xattrs != Superblock.NO_TABLE) {
            long keysAndValues = image.u63(xattrs);
            long count = image.u32(xattrs + POINTER);
            others.add(finder.indexed("xattr-id-table", xattrs, xattrs + XATTR_HEADER, count * XATTR_ID));
            others.add(finder.upToNext("xattr-table", keysAndValues));
        }
        return new Tables(
                finder.upToNext("inode-table", superblock.inodeTableStart()),
                finder.upToNext("directory-table", superblock.directoryTableStart()),
                fragments,
                others);
    }

    List<MetadataTable> all() {
        List<MetadataTable> all = new ArrayList<>(List.of(inodes, directories, fragments));
        all.addAll(others);
        return all;
    }

    /** Tables follow each other without saying how long they are: where one begins, the one before it ends. */
    private static final class Finder {

        private final ImageBytes image;
        private final Packing packing;
        private final TreeSet<Long> starts = new TreeSet<>();

        Finder(ImageBytes image, Superblock superblock, Packing packing) {
            this.image = image;
            this.packing = packing;
            starts.add(superblock.bytesUsed());
            starts.add(superblock.inodeTableStart());
            starts.add(superblock.directoryTableStart());
            starts.add(superblock.fragmentTableStart());
            starts.add(superblock.exportTableStart());
            starts.add(superblock.idTableStart());
            starts.add(superblock.xattrIdTableStart());
        }

        MetadataTable indexed(String name, long index, long length) throws UnreadableImageException {
            return indexed(name, index, index, length);
        }

        /**
         * A table whose blocks are listed in an index directly behind them.
         *
         * @param index where the table's blocks end
         * @param pointers where the pointers to the blocks begin
         * @param length of the unpacked table
         */
        MetadataTable indexed(String name, long index, long pointers, long length) throws UnreadableImageException {
            if (index == Superblock.NO_TABLE || length == 0) {
                return MetadataTable.read(image, name, 0, 0, packing);
            }
            long start = image.u63(pointers);
            if (start < Superblock.LENGTH || start > index) {
                throw new UnreadableImageException("the " + name + " starts at " + start + ", behind its index");
            }
            starts.add(start);
            MetadataTable table = MetadataTable.read(image, name, start, index, packing);
            if (table.content().length() != length) {
                throw new UnreadableImageException(
                        "the " + name + " has " + table.content().length() + " bytes instead of " + length);
            }
            return table;
        }

        /** A table that ends where the next one begins. */
        MetadataTable upToNext(String name, long start) throws UnreadableImageException {
            Long end = starts.higher(start);
            if (start == Superblock.NO_TABLE || end == null) {
                throw new UnreadableImageException("there is no " + name);
            }
            return MetadataTable.read(image, name, start, end, packing);
        }
    }
}
