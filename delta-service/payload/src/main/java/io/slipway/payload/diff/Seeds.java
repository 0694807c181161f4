package io.slipway.payload.diff;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** A hash table of places by the {@value #LENGTH} bytes that are there. Not thread-safe while it is filled. */
public final class Seeds {

    /** Bytes of a seed. */
    public static final int LENGTH = 16;

    /** Stands for no place. */
    public static final long NOT_FOUND = -1;

    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int LEAST_BITS = 10;

    private final MemorySegment bytes;
    private final int step;
    private final int[] slots;
    private final int shift;

    /**
     * An empty table: up to four slots for every seed.
     *
     * @param bytes where the seeds are
     * @param step what all places are multiples of; divided by it, they are integers
     * @param count of the seeds that will be put
     * @param memory bytes that the table may take
     * @param mostBits logarithm of the most slots
     */
    public Seeds(MemorySegment bytes, int step, long count, long memory, int mostBits) {
        this.bytes = bytes;
        this.step = step;
        int permitted = Long.SIZE - 1 - Long.numberOfLeadingZeros(Math.max(1, memory / Integer.BYTES));
        int most = Math.clamp(permitted, LEAST_BITS, mostBits);
        int bits = Math.clamp(Long.SIZE - Long.numberOfLeadingZeros(count) + 1L, LEAST_BITS, most);
        slots = new int[1 << bits];
        shift = Long.SIZE - bits;
    }

    /** Puts a place whose seed is in the bytes; of places with the same hash it is the only one from now on. */
    public void put(long place) {
        long first = bytes.get(LONG, place);
        long second = bytes.get(LONG, place + Long.BYTES);
        if (saysSomething(first, second)) {
            slots[slot(first, second)] = (int) (place / step) + 1;
        }
    }

    /** Puts a place unless there is one with the same hash. */
    public void putIfAbsent(long place) {
        long first = bytes.get(LONG, place);
        long second = bytes.get(LONG, place + Long.BYTES);
        if (slots[slot(first, second)] == 0) {
            put(place);
        }
    }

    /** A place with the seed that {@code others} have at {@code at}, or {@link #NOT_FOUND}. */
    public long find(MemorySegment others, long at) {
        long first = others.get(LONG, at);
        long second = others.get(LONG, at + Long.BYTES);
        if (!saysSomething(first, second)) {
            return NOT_FOUND;
        }
        int entry = slots[slot(first, second)];
        if (entry == 0) {
            return NOT_FOUND;
        }
        long found = (entry - 1L) * step;
        return bytes.get(LONG, found) == first && bytes.get(LONG, found + Long.BYTES) == second ? found : NOT_FOUND;
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
