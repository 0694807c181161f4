package io.slipway.payload.diff;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Where in a source any {@value #SEED} bytes may be found.
 *
 * <p>Every {@value #STEP}th byte of the source begins a seed. So a piece of the source that is {@code SEED + STEP - 1} bytes long is found wherever it lies
 * in the target. Of seeds that have the same hash the last counts. Memory: 4 bytes for every slot, and up to four slots for every seed. Immutable.
 */
final class SeedIndex {

    /** Bytes of a seed. */
    static final int SEED = 16;

    /** Bytes from the beginning of a seed to that of the next. */
    static final int STEP = 8;

    /** What {@link #find} answers for nothing. */
    static final long NOT_FOUND = -1;

    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int LEAST_BITS = 10;
    private static final int MOST_BITS = 29;

    private final MemorySegment source;
    private final int[] slots;
    private final int shift;

    private SeedIndex(MemorySegment source, int bits) {
        this.source = source;
        this.slots = new int[1 << bits];
        this.shift = Long.SIZE - bits;
    }

    /**
     * Indexes a source.
     *
     * @param memory bytes that the index may take
     * @throws IllegalArgumentException if the source is longer than 16 GiB
     */
    static SeedIndex of(MemorySegment source, long memory) {
        long seeds = source.byteSize() / STEP;
        if (seeds >= Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a source of " + source.byteSize() + " bytes");
        }
        int permitted = Long.SIZE - 1 - Long.numberOfLeadingZeros(Math.max(1, memory / Integer.BYTES));
        int most = Math.clamp(permitted, LEAST_BITS, MOST_BITS);
        int bits = Math.clamp(Long.SIZE - Long.numberOfLeadingZeros(seeds) + 1L, LEAST_BITS, most);
        SeedIndex index = new SeedIndex(source, bits);
        index.fill();
        return index;
    }

    private void fill() {
        for (long at = 0; at + SEED <= source.byteSize(); at += STEP) {
            long first = source.get(LONG, at);
            long second = source.get(LONG, at + Long.BYTES);
            if (saysSomething(first, second)) {
                slots[slot(first, second)] = (int) (at / STEP) + 1;
            }
        }
    }

    /**
     * An offset in the source where the {@value #SEED} bytes of {@code target} at {@code at} are found too, or {@link #NOT_FOUND}.
     *
     * @param at at least {@value #SEED} bytes before the target's end
     */
    long find(MemorySegment target, long at) {
        long first = target.get(LONG, at);
        long second = target.get(LONG, at + Long.BYTES);
        if (!saysSomething(first, second)) {
            return NOT_FOUND;
        }
        int entry = slots[slot(first, second)];
        if (entry == 0) {
            return NOT_FOUND;
        }
        long found = (entry - 1L) * STEP;
        return source.get(LONG, found) == first && source.get(LONG, found + Long.BYTES) == second ? found : NOT_FOUND;
    }

    /** Bytes that are all the same are everywhere, and a hint to nowhere. */
    private static boolean saysSomething(long first, long second) {
        return first != second || first != Long.rotateLeft(first, Byte.SIZE);
    }

    private int slot(long first, long second) {
        long mixed = first * 0x9E3779B97F4A7C15L ^ second * 0xC2B2AE3D27D4EB4FL;
        mixed ^= mixed >>> 29;
        return (int) (mixed * 0xBF58476D1CE4E5B9L >>> shift);
    }
}
