package io.slipway.payload.image.ext4;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.ImageFile;
import io.slipway.payload.image.UnreadableImageException;

/**
 * The entries of a directory. A directory with a hash tree is read like one without: the nodes of the tree are made to look like unused entries. Source:
 * sections "Linear Directories", "Hash Tree Directories", "Inline Directories".
 */
final class Directory {

    /**
     * A name in a directory.
     *
     * @param inode its number
     * @param name without {@code /}; a stand-in by the inode's number if the name is encrypted
     */
    record Entry(long inode, String name) {}

    private static final int HEADER = 8;
    private static final int INLINE_PARENT = 4;

    private final ImageBytes image;
    private final Superblock superblock;
    private final Inode inode;
    private final List<Entry> entries = new ArrayList<>();

    private Directory(ImageBytes image, Superblock superblock, Inode inode) {
        this.image = image;
        this.superblock = superblock;
        this.inode = inode;
    }

    /**
     * The entries except {@code .} and {@code ..}, in the order in which they are stored.
     *
     * @param content where the directory lies
     */
    static List<Entry> entries(ImageBytes image, Superblock superblock, Inode inode, ImageFile content)
            throws UnreadableImageException {
        try {
            Directory directory = new Directory(image, superblock, inode);
            if (inode.has(Inode.INLINE_DATA)) {
                directory.readInline();
            } else {
                directory.readBlocks(content);
            }
            return directory.entries;
        } catch (UnreadableImageException e) {
            throw new UnreadableImageException("directory inode " + inode.number() + ": " + e.getMessage());
        }
    }

    private void readInline() throws UnreadableImageException {
        InlineData data = InlineData.of(inode);
        read(inode.bytes().slice(Inode.BLOCK + INLINE_PARENT, Inode.BLOCK_LENGTH - INLINE_PARENT));
        read(inode.bytes().slice(data.restOffset(), data.restLength()));
    }

    private void readBlocks(ImageFile content) throws UnreadableImageException {
        int blockSize = superblock.blockSize();
        if (content.size() % blockSize != 0) {
            throw new UnreadableImageException("its size is not a number of blocks");
        }
        for (ImageFile.Run run : content.runs()) {
            for (long at = 0; at < run.length(); at += blockSize) {
                ImageBytes block = image.slice(run.offset() + at, blockSize);
                if (superblock.hasMetadataChecksums()) {
                    DirectoryChecksum.check(block, inode);
                }
                read(block);
            }
        }
    }

    private void read(ImageBytes region) throws UnreadableImageException {
        long at = 0;
        while (at < region.length()) {
            long number = region.u32(at);
            int length = recordLength(region.u16(at + 4));
            int nameLength = superblock.has(Feature.FILETYPE) ? region.u8(at + 6) : region.u16(at + 6);
            if (length % 4 != 0 || length < HEADER + (number == 0 ? 0 : nameLength) || length > region.length() - at) {
                throw new UnreadableImageException("an entry has an impossible length");
            }
            if (number != 0) {
                add(number, region.bytes(at + HEADER, nameLength));
            }
            at += length;
        }
    }

    /** In blocks of 64 KiB the length 65536 does not fit into its field, and the two lowest bits are its highest. */
    private int recordLength(int stored) {
        if (superblock.blockSize() < 1 << 16) {
            return stored;
        }
        return stored == 0 || stored == 0xffff ? superblock.blockSize() : stored & 0xfffc | (stored & 3) << 16;
    }

    private void add(long number, byte[] name) throws UnreadableImageException {
        String text = new String(name, StandardCharsets.UTF_8);
        if (text.equals(".") || text.equals("..")) {
            return;
        }
        if (inode.has(Inode.ENCRYPTED)) {
            text = "encrypted-" + number;
        }
        if (text.isEmpty() || text.indexOf('/') >= 0 || text.indexOf(0) >= 0) {
            throw new UnreadableImageException("an entry has an impossible name");
        }
        entries.add(new Entry(number, text));
    }
}
