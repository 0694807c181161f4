package io.slipway.payload.image.ext4;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;

import io.slipway.payload.image.FoundFiles;
import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.ImageFile;
import io.slipway.payload.image.UnreadableImageException;

/** Goes from the root to every directory and file. Each inode is looked at once, however many names it has. */
final class DirectoryWalk {

    private static final long ROOT = 2;

    /** A directory that was seen in another and not yet opened; the path is not put together yet, because it may be long and there may be many. */
    private record Pending(Inode directory, String parent, String name) {}

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
            String path = path(next.parent(), next.name());
            ImageFile directory = content.asFile(next.directory(), ImageFile.METADATA_PREFIX + "directory/" + path);
            found.add(directory);
            for (Directory.Entry entry : Directory.entries(image, superblock, next.directory(), directory)) {
                visit(entry.inode(), path, entry.name());
            }
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
                pending.push(new Pending(inode, parent, name));
            }
            case REGULAR -> found.add(content.asFile(inode, path(parent, name)));
            case SYMLINK -> addSymlink(inode, path(parent, name));
            case OTHER -> {}
        }
    }

    private static String path(String parent, String name) {
        return parent.isEmpty() ? name : parent + "/" + name;
    }

    /** A short link is in its inode. */
    private void addSymlink(Inode inode, String path) throws UnreadableImageException {
        if (inode.size() >= Inode.BLOCK_LENGTH && !inode.has(Inode.INLINE_DATA)) {
            found.add(content.asFile(inode, ImageFile.METADATA_PREFIX + "symlink/" + path));
        }
    }
}
