package io.slipway.payload.image.squashfs;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.slipway.payload.image.FileRuns;
import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.ImageFile;
import io.slipway.payload.image.PackedPieces;
import io.slipway.payload.image.Packing;
import io.slipway.payload.image.Unpacking;
import io.slipway.payload.image.UnreadableImageException;
import io.slipway.payload.repack.UndecodableException;

/**
 * A sequence of metadata blocks, unpacked: two bytes of header with the stored length and a bit that says "not compressed", then at most
 * {@value #BLOCK_SIZE} bytes, compressed or not.
 */
final class MetadataTable {

    static final int BLOCK_SIZE = 8192;

    /** Largest table that is unpacked: room for half a million files with names of average length. */
    static final int MAX_LENGTH = 1 << 26;

    private static final int NOT_COMPRESSED = 1 << 15;
    private static final int HEADER = 2;

    private final String name;
    private final long start;
    private final List<Block> blocks;
    private final Map<Long, Long> positions = new HashMap<>();
    private final ImageBytes content;

    private MetadataTable(String name, long start, List<Block> blocks, byte[] content) {
        this.name = name;
        this.start = start;
        this.blocks = blocks;
        this.content = ImageBytes.of(content);
        for (Block block : blocks) {
            positions.put(block.headerOffset, block.position);
        }
    }

    /**
     * Unpacks all metadata blocks between two places of the image.
     *
     * @param name of the table, without a slash
     */
    static MetadataTable read(ImageBytes image, String name, long start, long end, Packing packing)
            throws UnreadableImageException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        List<Block> blocks = new ArrayList<>();
        long at = start;
        while (at < end) {
            int header = image.u16(at);
            boolean packed = (header & NOT_COMPRESSED) == 0;
            int stored = header & NOT_COMPRESSED - 1;
            if (stored == 0 || stored > BLOCK_SIZE || stored > end - at - HEADER) {
                throw new UnreadableImageException(
                        "the " + name + " has a block of " + stored + " bytes at " + at + " of " + end);
            }
            byte[] bytes = image.bytes(at + HEADER, stored);
            byte[] unpacked = packed ? unpack(name, at, bytes, packing) : bytes;
            blocks.add(new Block(at, stored, packed, packing, content.size(), unpacked.length));
            content.writeBytes(unpacked);
            if (content.size() > MAX_LENGTH) {
                throw new UnreadableImageException("the " + name + " has more than " + MAX_LENGTH + " bytes");
            }
            at += HEADER + stored;
        }
        return new MetadataTable(name, start, blocks, content.toByteArray());
    }

    private static byte[] unpack(String name, long at, byte[] bytes, Packing packing) throws UnreadableImageException {
        try {
            byte[] unpacked = Unpacking.codecOf(packing).unpackAtMost(bytes, BLOCK_SIZE);
            if (unpacked.length > 0) {
                return unpacked;
            }
        } catch (UndecodableException e) {
            throw new UnreadableImageException("the " + name + " is damaged at " + at + ": " + e.getMessage());
        }
        throw new UnreadableImageException("the " + name + " has an empty block at " + at);
    }

    /** The unpacked table. */
    ImageBytes content() {
        return content;
    }

    /**
     * The place in the unpacked table that a reference means.
     *
     * @param block offset of a block's header, counted from the table's start
     * @param offset in the unpacked block
     */
    long position(long block, int offset) throws UnreadableImageException {
        Long position = positions.get(start + block);
        if (position == null || offset >= BLOCK_SIZE || offset > content.length() - position) {
            throw new UnreadableImageException(
                    "a reference to block " + block + ", offset " + offset + " of the " + name + " points to nothing");
        }
        return position + offset;
    }

    void addPieces(PackedPieces pieces) throws UnreadableImageException {
        for (Block block : blocks) {
            if (block.packed) {
                pieces.add(block.headerOffset + HEADER, block.stored, block.packing, block.length);
            }
        }
    }

    /** The table as a file, without the headers of its blocks. */
    ImageFile toFile(PackedPieces.Partition partition) throws UnreadableImageException {
        FileRuns runs = new FileRuns(content.length());
        for (Block block : blocks) {
            long offset = block.headerOffset + HEADER;
            runs.add(
                    block.position,
                    block.packed ? partition.unpackedOffset(offset) : partition.plainOffset(offset, block.stored),
                    block.length);
        }
        return runs.toFile(ImageFile.METADATA_PREFIX + name);
    }

    private record Block(long headerOffset, int stored, boolean packed, Packing packing, long position, int length) {}
}
