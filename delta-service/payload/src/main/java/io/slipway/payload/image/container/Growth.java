package io.slipway.payload.image.container;

import java.util.Arrays;

/** Says where a place of the unpacked image goes when pieces before it are unpacked as well. Not thread-safe. */
final class Growth {

    private final long[] ends;
    private final long[] sums;
    private int count;

    /** @param capacity most pieces that will be added */
    Growth(int capacity) {
        ends = new long[capacity];
        sums = new long[capacity];
    }

    /**
     * Adds a piece behind all others.
     *
     * @param end behind its last byte, where it was packed
     * @param growth how many bytes it has more when it is unpacked
     */
    void add(long end, long growth) {
        ends[count] = end;
        sums[count] = growth + (count == 0 ? 0 : sums[count - 1]);
        count++;
    }

    /** Where a place goes that is not inside of a piece. */
    long moved(long place) {
        int i = Arrays.binarySearch(ends, 0, count, place);
        int before = i < 0 ? -i - 2 : i;
        return before < 0 ? place : place + sums[before];
    }
}
