package io.slipway.payload.create;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/**
 * Finds what of a target differs from the source but is in the target once more, before.
 *
 * <p>Kernel modules are the example: in the root filesystem, and again in the initial ramdisk. Used once; not thread-safe.
 */
final class FindRepetitions {

    private static final int SEED = 16;
    private static final int STEP = 4;

    /** So many bytes that differ from the source make a copy from the target worth its instruction. */
    private static final long WORTH = 32;

    private static final int LEAST_BITS = 10;
    private static final int MOST_BITS = 28;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;

    private final MemorySegment target;
    private final List<PlannedRange> ranges;
    private final DifferingAreas areas;
    private final int[] slots;
    private final int shift;

    /** The range that {@link #settledAt} was last asked for. */
    private int range;

    /**
     * Indexes what differs.
     *
     * @param target unpacked, at most 8 GiB
     * @param ranges of the target
     * @param areas of the target that differ from the source
     * @param memory bytes that the index may take
     */
    FindRepetitions(MemorySegment target, List<PlannedRange> ranges, DifferingAreas areas, long memory) {
        this.target = target;
        this.ranges = ranges;
        this.areas = areas;
        int permitted = Long.SIZE - 1 - Long.numberOfLeadingZeros(Math.max(1, memory / Integer.BYTES));
        int wanted = Long.SIZE - Long.numberOfLeadingZeros(areas.bytes() / STEP) + 1;
        int bits = Math.clamp(wanted, LEAST_BITS, Math.clamp(permitted, LEAST_BITS, MOST_BITS));
        slots = new int[1 << bits];
        shift = Long.SIZE - bits;
        for (int i = 0; i < areas.count(); i++) {
            index(areas.begin(i), areas.end(i));
        }
    }

    /** Of bytes that are there several times the first count: they can be copied soonest. */
    private void index(long begin, long end) {
        for (long at = begin / STEP * STEP; at < end && at + SEED <= target.byteSize(); at += STEP) {
            int slot = slot(at);
            if (slots[slot] == 0 && saysSomething(at)) {
                slots[slot] = (int) (at / STEP) + 1;
            }
        }
    }

    /**
     * The instructions with copies from the target where these say it shorter.
     *
     * @param behindSource where copies from the target begin to count
     */
    Instructions improve(Instructions first, long behindSource) {
        Instructions better = new Instructions();
        int area = 0;
        long done = 0;
        long at = 0;
        while (area < areas.count()) {
            at = Math.max(at, areas.begin(area));
            if (at >= areas.end(area) || at + SEED > target.byteSize()) {
                area++;
                continue;
            }
            long found = find(at);
            if (found < 0) {
                at++;
                continue;
            }
            long least = Math.max(areas.begin(area), ranges.get(range).from());
            long begin = at - backwards(at, found, Math.max(done, least));
            long end = areas.lastDiffering(area, at + forwards(at, found));
            if (areas.cost(area, begin, end) < WORTH) {
                at++;
                continue;
            }
            better.append(first, done, begin);
            better.resembling(behindSource + found - (at - begin), begin, end - begin);
            done = end;
            at = end;
        }
        better.append(first, done, target.byteSize());
        return better;
    }

    private long find(long at) {
        int entry = slots[slot(at)];
        if (entry == 0 || !saysSomething(at)) {
            return -1;
        }
        long found = (entry - 1L) * STEP;
        boolean isSame = found + SEED <= settledAt(at)
                && target.get(LONG, found) == target.get(LONG, at)
                && target.get(LONG, found + Long.BYTES) == target.get(LONG, at + Long.BYTES);
        return isSame ? found : -1;
    }

    private long settledAt(long place) {
        while (ranges.get(range).to() <= place) {
            range++;
        }
        return ranges.get(range).settled();
    }

    private long forwards(long at, long found) {
        long most = Math.min(target.byteSize() - at, settledAt(at) - found);
        long differing = MemorySegment.mismatch(target, at, at + most, target, found, found + most);
        return differing < 0 ? most : differing;
    }

    private long backwards(long at, long found, long least) {
        long length = 0;
        while (at - length > least
                && found - length > 0
                && target.get(ValueLayout.JAVA_BYTE, at - length - 1)
                        == target.get(ValueLayout.JAVA_BYTE, found - length - 1)) {
            length++;
        }
        return length;
    }

    /** Bytes that are all the same are everywhere. */
    private boolean saysSomething(long at) {
        long first = target.get(LONG, at);
        return first != target.get(LONG, at + Long.BYTES) || first != Long.rotateLeft(first, Byte.SIZE);
    }

    private int slot(long at) {
        long mixed =
                target.get(LONG, at) * 0x9E3779B97F4A7C15L ^ target.get(LONG, at + Long.BYTES) * 0xC2B2AE3D27D4EB4FL;
        mixed ^= mixed >>> 29;
        return (int) (mixed * 0xBF58476D1CE4E5B9L >>> shift);
    }
}
