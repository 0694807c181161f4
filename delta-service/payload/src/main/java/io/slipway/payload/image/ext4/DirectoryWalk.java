package io.slipway.payload.image.ext4;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;

import io.slipway.payload.image.FoundFiles;
import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.ImageFile;
import io.slipway.payload.image.UnreadableImageException;

/**
 * Goes from the root to every directory and file. Each inode is looked at once, however many names it has. A path is put together only for what {@link
 * FoundFiles} then counts against its limits, because paths may be long and there may be many.
 */
final class DirectoryWalk {

    private static final long ROOT = 2;

    /** A directory that was found in another and not yet read. */
    private record Pending(Inode inode, ImageFile content, String path) {}

    private final ImageBytes image;
    private final Superblock superblock;
    private final InodeTable inodes;
    private final InodeContent content;
    private final FoundFiles found;
    private final BitSet seen = new BitSet();
    private final BitSet directories = new BitSet();
    private final Deque<Pending> pending = new ArrayDeque<>();

    DirectoryWalk(ImageBytes image, Superblock superblock, InodeTable inodes, InodeContent content, FoundFiles found) {
        this.image = image;
        this.superblock = superblock;
        this.inodes = inodes;
        this.content = content;
        this.found = found;
    }

    /** @throws UnreadableImageException if a directory is damaged or has two parents, or a name leads to no file */
    void run() throws UnreadableImageException {
        if (inodes.read(ROOT).kind() != Inode.Kind.DIRECTORY) {
            throw new UnreadableImageException("its root is no directory");
        }
        visit(ROOT, "", "");
        while (!pending.isEmpty()) {
            Pending next = pending.pop();
            new Directory(image, superblock, next.inode(), next.content())
                    .forEach((inode, name) -> visit(inode, next.path(), name));
        }
    }

    private void visit(long number, String parent, String name) throws UnreadableImageException {
        if (number <= superblock.inodes() && seen.get((int) number)) {
            if (directories.get((int) number)) {
                throw new UnreadableImageException("directory inode " + number + " has two parents");
            }
            return;
        }
        Inode inode = inodes.read(number);
        seen.set((int) number);
        switch (inode.kind()) {
            case DIRECTORY -> {
                directories.set((int) number);
                addDirectory(inode, parent, name);
            }
            case REGULAR -> addFile(inode, parent, name);
            case SYMLINK -> addSymlink(inode, parent, name);
            case OTHER -> {}
        }
    }

    private void addDirectory(Inode inode, String parent, String name) throws UnreadableImageException {
        if (inode.size() > 0) {
            String path = path(parent, name);
            ImageFile directory = content.asFile(inode, ImageFile.METADATA_PREFIX + "directory/" + path);
            found.add(directory);
            pending.push(new Pending(inode, directory, path));
        }
    }

    private void addFile(Inode inode, String parent, String name) throws UnreadableImageException {
        if (inode.size() > 0) {
            found.add(content.asFile(inode, path(parent, name)));
        }
    }

    /** A short link is in its inode. */
    private void addSymlink(Inode inode, String parent, String name) throws UnreadableImageException {
        if (inode.size() >= Inode.BLOCK_LENGTH && !inode.has(Inode.INLINE_DATA)) {
            found.add(content.asFile(inode, ImageFile.METADATA_PREFIX + "symlink/" + path(parent, name)));
        }
    }

    private static String path(String parent, String name) {
        return parent.isEmpty() ? name : parent + "/" + name;
    }
}
