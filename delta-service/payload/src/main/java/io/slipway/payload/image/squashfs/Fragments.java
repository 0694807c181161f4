package io.slipway.payload.image.squashfs;

import java.util.HashMap;
import java.util.Map;

import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.PackedPieces;
import io.slipway.payload.image.Packing;
import io.slipway.payload.image.UnreadableImageException;

/**
 * The blocks that hold the ends of files. How long one is unpacked is said nowhere; it is where the last of its tails ends, because nothing else is in it.
 * Not thread-safe.
 */
final class Fragments {

    static final int ENTRY = 16;

    private final ImageBytes table;
    private final int blockSize;
    private final Map<Long, Integer> lengths = new HashMap<>();

    Fragments(MetadataTable table, int blockSize) {
        this.table = table.content();
        this.blockSize = blockSize;
    }

    /** Notes that a file's tail lies in a fragment block. */
    void addTail(long fragment, long offset, long length) throws UnreadableImageException {
        if (fragment >= table.length() / ENTRY || offset + length > blockSize) {
            throw new UnreadableImageException(
                    "a tail of " + length + " bytes at " + offset + " of fragment " + fragment + " does not exist");
        }
        lengths.merge(fragment, (int) (offset + length), Math::max);
    }

    void addPieces(PackedPieces pieces, Packing packing) throws UnreadableImageException {
        for (Map.Entry<Long, Integer> fragment : lengths.entrySet()) {
            DataBlock block = block(fragment.getKey());
            if (block.packed()) {
                pieces.add(start(fragment.getKey()), block.stored(), packing, fragment.getValue());
            }
        }
    }

    /** Where a tail lies in the unpacked image. */
    long unpackedOffset(PackedPieces.Partition partition, long fragment, long offset, long length)
            throws UnreadableImageException {
        return block(fragment).packed()
                ? partition.unpackedOffset(start(fragment)) + offset
                : partition.plainOffset(start(fragment) + offset, length);
    }

    private long start(long fragment) throws UnreadableImageException {
        return table.u63(fragment * ENTRY);
    }

    private DataBlock block(long fragment) throws UnreadableImageException {
        return new DataBlock(table.u32(fragment * ENTRY + 8));
    }
}
