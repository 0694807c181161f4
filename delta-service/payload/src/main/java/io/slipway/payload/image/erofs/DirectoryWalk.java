package io.slipway.payload.image.erofs;

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

    private static final int ENTRY = 12;

    /** Longest path that Linux accepts. */
    private static final int MAX_PATH = 4096;

    private final ImageBytes image;
    private final Superblock superblock;
    private final InodeContent content;
    private final Set<Long> visited = new HashSet<>();
    private final Deque<Directory> open = new ArrayDeque<>();
    private final List<Found> found = new ArrayList<>();
    private long listed;

    DirectoryWalk(ImageBytes image, Superblock superblock, InodeContent content) {
        this.image = image;
        this.superblock = superblock;
        this.content = content;
    }

    /** The regular files with content, below the root. */
    List<Found> files() throws UnreadableImageException {
        visit("", superblock.rootInode());
        while (!open.isEmpty()) {
            list(open.pop());
        }
        return found;
    }

    private void visit(String path, long number) throws UnreadableImageException {
        if (!visited.add(number)) {
            return;
        }
        Inode inode = Inode.read(image, superblock, number);
        switch (inode.kind()) {
            case DIRECTORY -> open.push(new Directory(path, inode));
            case REGULAR -> add(path, inode);
            case OTHER -> {}
        }
    }

    private void add(String path, Inode inode) throws UnreadableImageException {
        if (path.isEmpty() || found.size() == FoundFiles.MAX_FILES) {
            throw new UnreadableImageException("it has too many files, or its root is one");
        }
        if (inode.size() > 0) {
            found.add(new Found(path, inode.size(), content.extents(inode)));
        }
    }

    private void list(Directory directory) throws UnreadableImageException {
        for (Extent extent : content.extents(directory.inode)) {
            if (!(extent instanceof Extent.Stored stored)) {
                throw new UnreadableImageException("the directory /" + directory.path + " is compressed");
            }
            listed += stored.length();
            if (listed > image.length()) {
                throw new UnreadableImageException("its directories overlap");
            }
            for (long done = 0; done < stored.length(); done += superblock.blockSize()) {
                long length = Math.min(superblock.blockSize(), stored.length() - done);
                listBlock(directory.path, image.slice(stored.offset() + done, length));
            }
        }
    }

    /** A block has its entries first and then their names, the last of which may be followed by zeros. */
    private void listBlock(String path, ImageBytes block) throws UnreadableImageException {
        int names = block.u16(8);
        if (names < ENTRY || names % ENTRY != 0 || names > block.length()) {
            throw new UnreadableImageException("a block of the directory /" + path + " has names at " + names);
        }
        for (int at = 0; at < names; at += ENTRY) {
            int start = block.u16(at + 8);
            int end = at + ENTRY < names ? block.u16(at + ENTRY + 8) : (int) block.length();
            if (start < names || end <= start) {
                throw new UnreadableImageException("the directory /" + path + " has a name at " + start + " to " + end);
            }
            visitEntry(path, name(block.bytes(start, end - start)), block.u63(at));
        }
    }

    private void visitEntry(String parent, String name, long number) throws UnreadableImageException {
        if (name.equals(".") || name.equals("..")) {
            return;
        }
        if (name.isEmpty() || name.indexOf('/') >= 0) {
            throw new UnreadableImageException("the directory /" + parent + " has an entry with an impossible name");
        }
        String path = parent.isEmpty() ? name : parent + "/" + name;
        if (path.length() > MAX_PATH) {
            throw new UnreadableImageException("a path has more than " + MAX_PATH + " characters");
        }
        visit(path, number);
    }

    private static String name(byte[] bytes) {
        int length = 0;
        while (length < bytes.length && bytes[length] != 0) {
            length++;
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    /** A regular file, with the first path that led to it. */
    record Found(String path, long size, List<Extent> extents) {}

    private record Directory(String path, Inode inode) {}
}
