package io.slipway.payload.image.ext4;

import java.nio.charset.StandardCharsets;

import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.ImageFile;
import io.slipway.payload.image.UnreadableImageException;

/**
 * The entries of a directory. A directory with a hash tree is read like one without: the nodes of the tree are made to look like unused entries. Source:
 * sections "Linear Directories", "Hash Tree Directories", "Inline Directories".
 */
final class Directory {

    /** Takes the names of a directory one by one: there may be more than fit into memory. */
    interface Visitor {

        /**
         * Called for each name except {@code .} and {@code ..}.
         *
         * @param inode its number
         * @param name without {@code /}; a stand-in by the inode's number if the name is encrypted
         */
        void visit(long inode, String name) throws UnreadableImageException;
    }

    private static final int HEADER = 8;
    private static final int INLINE_PARENT = 4;

    private final ImageBytes image;
    private final Superblock superblock;
    private final Inode inode;
    private final ImageFile content;

    /** @param content where the directory lies */
    Directory(ImageBytes image, Superblock superblock, Inode inode, ImageFile content) {
        this.image = image;
        this.superblock = superblock;
        this.inode = inode;
        this.content = content;
    }

    /** Calls {@code visitor} in the order in which the names are stored. */
    void forEach(Visitor visitor) throws UnreadableImageException {
        if (inode.has(Inode.INLINE_DATA)) {
            readInline(visitor);
        } else {
            readBlocks(visitor);
        }
    }

    private void readInline(Visitor visitor) throws UnreadableImageException {
        InlineData data = InlineData.of(inode);
        read(inode.bytes().slice(Inode.BLOCK + INLINE_PARENT, Inode.BLOCK_LENGTH - INLINE_PARENT), visitor);
        read(inode.bytes().slice(data.restOffset(), data.restLength()), visitor);
    }

    private void readBlocks(Visitor visitor) throws UnreadableImageException {
        int blockSize = superblock.blockSize();
        if (content.size() % blockSize != 0) {
            throw damaged("its size is not a number of blocks");
        }
        for (ImageFile.Run run : content.runs()) {
            for (long at = 0; at < run.length(); at += blockSize) {
                ImageBytes block = image.slice(run.offset() + at, blockSize);
                if (superblock.hasMetadataChecksums()) {
                    DirectoryChecksum.check(block, inode);
                }
                read(block, visitor);
            }
        }
    }

    private void read(ImageBytes region, Visitor visitor) throws UnreadableImageException {
        long at = 0;
        while (at < region.length()) {
            long number = region.u32(at);
            int length = recordLength(region.u16(at + 4));
            int nameLength = superblock.has(Feature.FILETYPE) ? region.u8(at + 6) : region.u16(at + 6);
            if (length % 4 != 0 || length < HEADER + (number == 0 ? 0 : nameLength) || length > region.length() - at) {
                throw damaged("an entry has an impossible length");
            }
            if (number != 0) {
                visit(number, region.bytes(at + HEADER, nameLength), visitor);
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

    private void visit(long number, byte[] name, Visitor visitor) throws UnreadableImageException {
        String text = new String(name, StandardCharsets.UTF_8);
        if (text.equals(".") || text.equals("..")) {
            return;
        }
        if (inode.has(Inode.ENCRYPTED)) {
            text = "encrypted-" + number;
        }
        if (text.isEmpty() || text.indexOf('/') >= 0 || text.indexOf(0) >= 0) {
            throw damaged("an entry has an impossible name");
        }
        visitor.visit(number, text);
    }

    private UnreadableImageException damaged(String what) {
        return new UnreadableImageException("directory inode " + inode.number() + ": " + what);
    }
}
