package io.slipway.payload.image.erofs;

import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.UnreadableImageException;

/**
 * An index of packs: 2 logical clusters in 8 bytes, or 16 in 32 bytes. A pack has a bit field for each cluster, with its type and its offset or distance, and
 * ends with the address of the block from which the physical clusters that begin in the pack are counted.
 *
 * <p>First come small packs up to a boundary of 32 bytes, then as many large ones as there are, then small ones.
 */
final class CompactIndex implements ClusterIndex {

    private static final Pack SMALL = new Pack(8, 2);
    private static final Pack LARGE = new Pack(32, 16);
    private static final int ADDRESS = 4;
    private static final int TYPE_BITS = 2;
    private static final int MAX_BLOCK_BITS_OF_SMALL = 14;
    private static final int MAX_BLOCK_BITS_OF_LARGE = 12;

    private final ImageBytes image;
    private final long start;
    private final long count;
    private final boolean bigPclusters;
    private final int fieldBits;
    private final long initial;
    private final long large;

    CompactIndex(ImageBytes image, long start, long count, int blockBits, CompressionHeader header)
            throws UnreadableImageException {
        this.image = image;
        this.start = start;
        this.count = count;
        bigPclusters = header.bigPclusters();
        fieldBits = Math.max(blockBits, Integer.numberOfTrailingZeros(LogicalCluster.BLOCK_COUNT) + 1);
        initial = (LARGE.bytes - start % LARGE.bytes) % LARGE.bytes / (SMALL.bytes / SMALL.clusters);
        large = header.compact2b() && initial < count ? (count - initial) / LARGE.clusters * LARGE.clusters : 0;
        if (blockBits > (large > 0 ? MAX_BLOCK_BITS_OF_LARGE : MAX_BLOCK_BITS_OF_SMALL)) {
            throw new UnreadableImageException("a compact index for blocks of 2^" + blockBits + " bytes");
        }
    }

    @Override
    public long start() {
        return start;
    }

    @Override
    public long end() {
        Place last = place(count - 1);
        return last.start + last.pack.bytes;
    }

    @Override
    public long count() {
        return count;
    }

    @Override
    public LogicalCluster at(long number) throws UnreadableImageException {
        Place place = place(number);
        int field = field(place, place.index);
        LogicalCluster.Type type = type(field);
        if (type != LogicalCluster.Type.NONHEAD) {
            return LogicalCluster.head(type, value(field), block(place));
        }
        return LogicalCluster.nonhead(bigPclusters ? value(field) : 0);
    }

    /** The address of the physical cluster of a head: the pack's, and the blocks of those that begin before it in the pack. */
    private long block(Place place) throws UnreadableImageException {
        long address = image.u32(place.start + place.pack.bytes - ADDRESS);
        return address + (bigPclusters ? blocksBefore(place) : headsUpTo(place));
    }

    /** With physical clusters of one block, the address is that of the block before the first. */
    private int headsUpTo(Place place) throws UnreadableImageException {
        int heads = 1;
        int i = place.index;
        while (i > 0) {
            int field = field(place, --i);
            if (type(field) == LogicalCluster.Type.NONHEAD) {
                i -= value(field);
            }
            if (i >= 0) {
                heads++;
            }
        }
        return heads;
    }

    private int blocksBefore(Place place) throws UnreadableImageException {
        int blocks = 0;
        int i = place.index;
        while (i > 0) {
            int field = field(place, --i);
            int value = value(field);
            if (type(field) != LogicalCluster.Type.NONHEAD) {
                blocks++;
            } else if ((value & LogicalCluster.BLOCK_COUNT) != 0) {
                blocks += value & LogicalCluster.BLOCK_COUNT - 1;
                i--;
            } else if (value > 1) {
                i -= value - 2;
            } else {
                throw new UnreadableImageException("an index has a distance of " + value + " to a large cluster");
            }
        }
        return blocks;
    }

    private int field(Place place, int index) throws UnreadableImageException {
        int bits = (place.pack.bytes - ADDRESS) * Byte.SIZE / place.pack.clusters * index;
        return (int) (image.u32(place.start + bits / Byte.SIZE) >>> bits % Byte.SIZE);
    }

    private int value(int field) {
        return field & (1 << fieldBits) - 1;
    }

    private LogicalCluster.Type type(int field) {
        return LogicalCluster.Type.of(field >>> fieldBits & (1 << TYPE_BITS) - 1);
    }

    private Place place(long number) {
        long small = SMALL.bytes / SMALL.clusters;
        if (number < initial) {
            return Place.of(SMALL, start + number * small);
        }
        long at = start + initial * small;
        long left = number - initial;
        if (left < large) {
            return Place.of(LARGE, at + left * LARGE.bytes / LARGE.clusters);
        }
        return Place.of(SMALL, at + large * LARGE.bytes / LARGE.clusters + (left - large) * small);
    }

    private record Pack(int bytes, int clusters) {}

    private record Place(Pack pack, long start, int index) {

        /** Packs are aligned to their length. */
        static Place of(Pack pack, long at) {
            long start = at / pack.bytes * pack.bytes;
            return new Place(pack, start, (int) (at - start) * pack.clusters / pack.bytes);
        }
    }
}
