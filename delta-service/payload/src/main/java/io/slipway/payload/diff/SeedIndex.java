package io.slipway.payload.diff;

import java.lang.foreign.MemorySegment;

/**
 * Where in a source any {@value #SEED} bytes may be found.
 *
 * <p>Every {@value #STEP}th byte of the source begins a seed. So a piece of the source that is {@code SEED + STEP - 1} bytes long is found wherever it lies
 * in the target. Of seeds that have the same hash the last counts. Memory: 4 bytes for every slot, and up to four slots for every seed. Immutable.
 */
final class SeedIndex {

    /** Bytes of a seed. */
    static final int SEED = Seeds.LENGTH;

    /** Bytes from the beginning of a seed to that of the next. */
    static final int STEP = 8;

    /** What {@link #find} answers for nothing. */
    static final long NOT_FOUND = Seeds.NOT_FOUND;

    private static final int MOST_BITS = 29;

    private final Seeds seeds;

    private SeedIndex(Seeds seeds) {
        this.seeds = seeds;
    }

    /**
     * Indexes a source.
     *
     * @param memory bytes that the index may take
     * @throws IllegalArgumentException if the source is longer than 16 GiB
     */
    static SeedIndex of(MemorySegment source, long memory) {
        long count = source.byteSize() / STEP;
        if (count >= Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a source of " + source.byteSize() + " bytes");
        }
        Seeds seeds = new Seeds(source, STEP, count, memory, MOST_BITS);
        for (long at = 0; at + SEED <= source.byteSize(); at += STEP) {
            seeds.put(at);
        }
        return new SeedIndex(seeds);
    }

    /**
     * An offset in the source where the {@value #SEED} bytes of {@code target} at {@code at} are found too, or {@link #NOT_FOUND}.
     *
     * @param at at least {@value #SEED} bytes before the target's end
     */
    long find(MemorySegment target, long at) {
        return seeds.find(target, at);
    }
}
