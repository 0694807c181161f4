package io.slipway.payload.create;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

import io.slipway.payload.diff.Seeds;

/**
 * Finds what of a target differs from the source but is in the target once more, before.
 *
 * <p>Kernel modules are the example: in the root filesystem, and again in the initial ramdisk. Used once; not thread-safe.
 */
final class FindRepetitions {

    private static final int STEP = 4;

    /** So many bytes that differ from the source make a copy from the target worth its instruction. */
    private static final long WORTH = 32;

    private static final int MOST_BITS = 28;

    private final MemorySegment target;
    private final List<PlannedRange> ranges;
    private final DifferingAreas areas;
    private final Seeds seeds;

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
        seeds = new Seeds(target, STEP, areas.bytes() / STEP, memory, MOST_BITS);
        for (int i = 0; i < areas.count(); i++) {
            index(areas.begin(i), areas.end(i));
        }
    }

    /** Of bytes that are there several times the first count: they can be copied soonest. */
    private void index(long begin, long end) {
        for (long at = begin / STEP * STEP; at < end && at + Seeds.LENGTH <= target.byteSize(); at += STEP) {
            seeds.putIfAbsent(at);
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
            if (at >= areas.end(area) || at + Seeds.LENGTH > target.byteSize()) {
                area++;
                continue;
            }
            long found = find(at);
            if (found == Seeds.NOT_FOUND) {
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
        long found = seeds.find(target, at);
        return found != Seeds.NOT_FOUND && found + Seeds.LENGTH <= settledAt(at) ? found : Seeds.NOT_FOUND;
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
}
