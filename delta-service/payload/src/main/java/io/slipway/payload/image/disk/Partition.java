package io.slipway.payload.image.disk;

import io.slipway.payload.image.UnreadableImageException;

/**
 * A partition of a disk.
 *
 * @param number as Linux counts it, from 1 on
 * @param offset of its first byte in the image
 * @param length in bytes, above 0
 */
record Partition(int number, long offset, long length) {

    /**
     * The partition of these sectors.
     *
     * @throws UnreadableImageException if a partition has no sectors or its end is out of range
     */
    static Partition ofSectors(int number, long first, long count, int sectorSize) throws UnreadableImageException {
        long most = Long.MAX_VALUE / sectorSize;
        if (first <= 0 || count <= 0 || first > most || count > most - first) {
            throw new UnreadableImageException("partition " + number + " has an impossible place");
        }
        return new Partition(number, first * sectorSize, count * sectorSize);
    }

    long end() {
        return offset + length;
    }

    /** Its name, which begins the paths of its files. */
    String name() {
        return "p" + number;
    }
}
