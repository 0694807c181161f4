package io.slipway.payload.create;

import java.util.Arrays;

import io.slipway.payload.diff.DifferenceListener;

/** What a part of the unpacked target consists of, as {@link io.slipway.payload.diff.FindDifferences} told it. Not thread-safe. */
final class Instructions implements DifferenceListener {

    /** What stands for a place in the source where there is none. */
    static final long NOVEL = -1;

    private long[] targets = new long[1 << 10];
    private long[] sources = new long[1 << 10];
    private int count;
    private long end;

    @Override
    public void resembling(long source, long target, long length) {
        add(source, target, length);
    }

    @Override
    public void novel(long target, long length) {
        add(NOVEL, target, length);
    }

    private void add(long source, long target, long length) {
        if (count > 0 && continuesLast(source, target)) {
            end = target + length;
            return;
        }
        if (count == targets.length) {
            targets = Arrays.copyOf(targets, 2 * count);
            sources = Arrays.copyOf(sources, 2 * count);
        }
        targets[count] = target;
        sources[count] = source;
        end = target + length;
        count++;
    }

    private boolean continuesLast(long source, long target) {
        long last = sources[count - 1];
        return last == NOVEL ? source == NOVEL : source != NOVEL && source - last == target - targets[count - 1];
    }

    /** Adds what was told of the next part, whose first byte was called 0. */
    void append(Instructions part) {
        long start = end;
        for (int i = 0; i < part.count; i++) {
            add(part.sources[i], start + part.targets[i], part.end(i) - part.targets[i]);
        }
    }

    /** Adds what {@code others} say of the bytes from one place to another. */
    void append(Instructions others, long from, long to) {
        if (from >= to) {
            return;
        }
        int i = Arrays.binarySearch(others.targets, 0, others.count, from);
        for (int at = i < 0 ? -i - 2 : i; at < others.count && others.targets[at] < to; at++) {
            long begin = Math.max(from, others.targets[at]);
            long source = others.sources[at];
            add(
                    source == NOVEL ? NOVEL : source + begin - others.targets[at],
                    begin,
                    Math.min(to, others.end(at)) - begin);
        }
    }

    int count() {
        return count;
    }

    /** Where a stretch begins in the unpacked target. */
    long begin(int stretch) {
        return targets[stretch];
    }

    /** Where a stretch ends in the unpacked target. */
    long end(int stretch) {
        return stretch + 1 < count ? targets[stretch + 1] : end;
    }

    /** Where what it resembles begins in what can be copied; {@link #NOVEL} if it resembles nothing. */
    long source(int stretch) {
        return sources[stretch];
    }
}
