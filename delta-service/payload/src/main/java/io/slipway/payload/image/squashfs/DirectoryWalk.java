package io.slipway.payload.image.squashfs;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.slipway.payload.image.FoundFiles;
import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.UnreadableImageException;

/** Finds all regular files, from the root directory down. Each inode is visited once, whatever the directories say. Not thread-safe. */
final class DirectoryWalk {

    private static final int BASIC_DIRECTORY = 1;
    private static final int BASIC_FILE = 2;
    private static final int EXTENDED_DIRECTORY = 8;
    private static final int EXTENDED_FILE = 9;
    private static final int LAST_TYPE = 14;

    private static final int HEADER = 12;
    private static final int ENTRY = 8;
    private static final int MAX_ENTRIES_OF_HEADER = 256;

    /** A directory's size counts the entries for itself and its parent, which are not stored, as three bytes. */
    private static final int NOT_STORED = 3;

    /** Longest path that Linux accepts. */
    private static final int MAX_PATH = 4096;

    private final MetadataTable inodes;
    private final MetadataTable directories;
    private final int blockSize;
    private final Set<Long> visited = new HashSet<>();
    private final Deque<Listing> open = new ArrayDeque<>();
    private final List<Found> found = new ArrayList<>();
    private long listed;
    private long listedBlocks;

    DirectoryWalk(Tables tables, int blockSize) {
        inodes = tables.inodes();
        directories = tables.directories();
        this.blockSize = blockSize;
    }

    /**
     * The regular files below a directory.
     *
     * @param rootInode its reference: the offset of the inode's metadata block shifted by 16 bits, and the offset in that block
     */
    List<Found> filesBelow(long rootInode) throws UnreadableImageException {
        visit("", rootInode >>> 16, (int) rootInode & 0xffff);
        while (!open.isEmpty()) {
            list(open.pop());
        }
        return found;
    }

    private void visit(String path, long block, int offset) throws UnreadableImageException {
        long at = inodes.position(block, offset);
        if (!visited.add(at)) {
            return;
        }
        ImageBytes table = inodes.content();
        int type = table.u16(at);
        switch (type) {
            case BASIC_DIRECTORY -> open(path, table.u16(at + 24), table.u32(at + 16), table.u16(at + 26));
            case EXTENDED_DIRECTORY -> open(path, table.u32(at + 20), table.u32(at + 24), table.u16(at + 34));
            case BASIC_FILE -> add(path, FileInode.basic(table, at, blockSize));
            case EXTENDED_FILE -> add(path, FileInode.extended(table, at, blockSize));
            default -> {
                if (type == 0 || type > LAST_TYPE) {
                    throw new UnreadableImageException("the inode of " + path + " has the unknown type " + type);
                }
            }
        }
    }

    private void add(String path, FileInode file) throws UnreadableImageException {
        if (path.isEmpty() || found.size() == FoundFiles.MAX_FILES) {
            throw new UnreadableImageException("it has too many files, or its root is one");
        }
        listedBlocks += file.blocks();
        if (listedBlocks > inodes.content().length() / FileInode.WORD) {
            throw new UnreadableImageException("its inodes overlap");
        }
        found.add(new Found(path, file));
    }

    private void open(String path, long size, long block, int offset) throws UnreadableImageException {
        if (size > NOT_STORED) {
            long start = directories.position(block, offset);
            open.push(new Listing(path, start, start + size - NOT_STORED));
        }
    }

    private void list(Listing listing) throws UnreadableImageException {
        ImageBytes table = directories.content();
        listed += listing.end - listing.start;
        if (listed > table.length()) {
            throw new UnreadableImageException("its directories overlap");
        }
        long at = listing.start;
        while (at < listing.end) {
            long entries = table.u32(at) + 1;
            long block = table.u32(at + 4);
            if (entries > MAX_ENTRIES_OF_HEADER) {
                throw new UnreadableImageException("a directory has a header for " + entries + " entries");
            }
            at += HEADER;
            for (long i = 0; i < entries; i++) {
                int nameLength = table.u16(at + 6) + 1;
                if (at + ENTRY + nameLength > listing.end) {
                    throw new UnreadableImageException("a directory is longer than it says");
                }
                visit(child(listing.path, table.bytes(at + ENTRY, nameLength)), block, table.u16(at));
                at += ENTRY + nameLength;
            }
        }
    }

    private static String child(String parent, byte[] name) throws UnreadableImageException {
        String text = new String(name, StandardCharsets.UTF_8);
        if (text.equals(".") || text.equals("..") || text.indexOf('/') >= 0 || text.indexOf('\0') >= 0) {
            throw new UnreadableImageException("a directory has an entry with an impossible name");
        }
        String path = parent.isEmpty() ? text : parent + "/" + text;
        if (path.length() > MAX_PATH) {
            throw new UnreadableImageException("a path has more than " + MAX_PATH + " characters");
        }
        return path;
    }

    /** A regular file, with the first path that led to it. */
    record Found(String path, FileInode inode) {}

    private record Listing(String path, long start, long end) {}
}
