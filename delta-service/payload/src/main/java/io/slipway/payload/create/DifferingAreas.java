package io.slipway.payload.create;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/** Where a target differs from what instructions take it from: stretches with few equal bytes between those that differ. Not thread-safe. */
final class DifferingAreas {

    /** So many equal bytes end an area. */
    private static final int GAP = 32;

    private long[] begins = new long[1 << 10];
    private long[] ends = new long[1 << 10];

    /** Bytes that differ in all areas up to and with this one. */
    private long[] costs = new long[1 << 10];

    private int count;

    private DifferingAreas() {}

    /** The areas of a target. Novel zeros cost nothing and are none. */
    static DifferingAreas of(Instructions instructions, Copyable copyable) {
        MemorySegment target = copyable.target();
        DifferingAreas areas = new DifferingAreas();
        for (int i = 0; i < instructions.count(); i++) {
            long begin = instructions.begin(i);
            long end = instructions.end(i);
            if (instructions.source(i) != Instructions.NOVEL) {
                areas.addDiffering(
                        begin, target.asSlice(begin, end - begin), copyable.slice(instructions.source(i), end - begin));
            } else if (!isZero(target, begin, end)) {
                areas.add(begin, end, end - begin);
            }
        }
        return areas;
    }

    private static boolean isZero(MemorySegment bytes, long begin, long end) {
        return bytes.get(ValueLayout.JAVA_BYTE, begin) == 0
                && MemorySegment.mismatch(bytes, begin, end - 1, bytes, begin + 1, end) < 0;
    }

    private void addDiffering(long place, MemorySegment target, MemorySegment source) {
        long length = target.byteSize();
        long at = EqualRun.length(target, source, 0);
        while (at < length) {
            long end = at + 1;
            while (end < length && target.get(ValueLayout.JAVA_BYTE, end) != source.get(ValueLayout.JAVA_BYTE, end)) {
                end++;
            }
            add(place + at, place + end, end - at);
            at = end + EqualRun.length(target, source, end);
        }
    }

    private void add(long begin, long end, long differing) {
        long before = count == 0 ? 0 : costs[count - 1];
        if (count > 0 && begin - ends[count - 1] < GAP) {
            ends[count - 1] = end;
            costs[count - 1] = before + differing;
            return;
        }
        if (count == begins.length) {
            begins = Arrays.copyOf(begins, 2 * count);
            ends = Arrays.copyOf(ends, 2 * count);
            costs = Arrays.copyOf(costs, 2 * count);
        }
        begins[count] = begin;
        ends[count] = end;
        costs[count] = before + differing;
        count++;
    }

    /** Number of areas; they ascend. */
    int count() {
        return count;
    }

    long begin(int area) {
        return begins[area];
    }

    long end(int area) {
        return ends[area];
    }

    /** Bytes of all areas. */
    long bytes() {
        long bytes = 0;
        for (int i = 0; i < count; i++) {
            bytes += ends[i] - begins[i];
        }
        return bytes;
    }

    /** Where the last area ends of which a stretch that ends at {@code limit}, and does not begin behind area {@code from}, has something; {@code limit} at most. */
    long lastDiffering(int from, long limit) {
        int last = lastBefore(from, limit);
        return Math.min(ends[last], limit);
    }

    /** About how many bytes differ in a stretch that begins in an area. */
    long cost(int area, long begin, long end) {
        int last = lastBefore(area, end);
        if (last == area) {
            return Math.min(end - begin, costs[area] - (area == 0 ? 0 : costs[area - 1]));
        }
        return Math.min(ends[area] - begin, costs[area] - (area == 0 ? 0 : costs[area - 1]))
                + costs[last - 1]
                - costs[area]
                + Math.min(end - begins[last], costs[last] - costs[last - 1]);
    }

    /** The last area that begins before {@code limit}. */
    private int lastBefore(int from, long limit) {
        int i = Arrays.binarySearch(begins, from, count, limit);
        return Math.max(from, i < 0 ? -i - 2 : i - 1);
    }
}
