package io.slipway.payload.create;

import java.util.ArrayList;
import java.util.List;

import io.slipway.payload.index.PayloadFormat;
import io.slipway.payload.script.Layers;

/**
 * A range of the target.
 *
 * @param offset its first byte
 * @param from first byte of the unpacked target that is needed for it and not for the ranges before
 * @param to behind the last one
 * @param settled how much of the unpacked target may be copied
 */
record PlannedRange(long offset, int length, long from, long to, long settled) {

    /**
     * Divides a target. Ranges end where pieces begin or end, unless a piece is longer than a range.
     *
     * @param size most bytes of a range
     */
    static List<PlannedRange> all(Layers target, int size) {
        List<PlannedRange> ranges = new ArrayList<>();
        long at = 0;
        while (at < target.imageLength()) {
            long end = end(target, at, size);
            ranges.add(
                    new PlannedRange(at, (int) (end - at), target.needed(at), target.needed(end), target.settled(at)));
            at = end;
        }
        return ranges;
    }

    private static long end(Layers target, long at, int size) {
        long whole = Math.min(at + size, target.imageLength());
        long end = whole;
        while (true) {
            long boundary = target.boundaryBefore(end);
            if (boundary <= at) {
                return whole;
            }
            if (target.needed(boundary) - target.needed(at) <= PayloadFormat.MAX_STREAM_LENGTH) {
                return boundary;
            }
            end = Math.min(at + (end - at) / 2, boundary - 1);
        }
    }

    /** Whether no piece reaches into it from before. */
    boolean mayStartGroup() {
        return settled == from;
    }

    /** Whether a byte of the target is in the range. */
    boolean has(long at) {
        return at >= offset && at < offset + length;
    }
}
