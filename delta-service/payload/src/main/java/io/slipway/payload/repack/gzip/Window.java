package io.slipway.payload.repack.gzip;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The part of the content in which matches are looked for: up to 64 KiB, of which the first half is given up when the second is nearly used up.
 *
 * <p>It is a memory of its own, although all content is there, because GNU gzip compares beyond the end of the content with what its window held before; of
 * two places that match to the end it takes the one that goes on to match what lies behind. Not thread-safe.
 */
final class Window {

    static final int SHORTEST_MATCH = 3;
    static final int LONGEST_MATCH = 258;

    private static final int HALF = 1 << 15;
    private static final int HASH_SHIFT = 5;
    private static final int LEAST_AHEAD = LONGEST_MATCH + SHORTEST_MATCH + 1;
    private static final int FARTHEST = HALF - LEAST_AHEAD;

    /** Behind this place no match is looked for, because it might reach out of the window. */
    private static final int LAST_SEARCHED = 2 * HALF - LEAST_AHEAD;

    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] content;
    private final Effort effort;
    private final byte[] bytes = new byte[2 * HALF + Long.BYTES];

    /** For each hash of three bytes, the last place that has it; 0 for none, so that nothing ever matches the first byte. */
    private final char[] latest = new char[HALF];

    /** For each place modulo {@link #HALF}, the one before it with the same hash. */
    private final char[] before = new char[HALF];

    private int taken;
    private boolean complete;
    private int position;
    private int ahead;
    private int hash;
    private int matchStart;
    private int blockStart;
    private int blockEnd;

    Window(byte[] content, Effort effort) {
        this.content = content;
        this.effort = effort;
        ahead = Math.min(content.length, 2 * HALF);
        taken = ahead;
        System.arraycopy(content, 0, bytes, 0, ahead);
        complete = content.length == 0;
        roll(bytes[0]);
        roll(bytes[1]);
    }

    /** Whether there is content from the position on. Takes more of it into the window first, if the search needs it. */
    boolean hasMore() {
        while (ahead < LEAST_AHEAD && !complete) {
            fill();
        }
        return ahead > 0;
    }

    /** Place of the next byte; it changes when content is taken. */
    int position() {
        return position;
    }

    /** The byte at {@code distance} before the position. */
    byte byteBefore(int distance) {
        return bytes[position - distance];
    }

    /** Goes on by a byte whose place is not remembered, or is already. */
    void advance() {
        position++;
        ahead--;
    }

    /** Goes on by {@code length} bytes whose places are not remembered. */
    void skip(int length) {
        position += length;
        ahead -= length;
        hash = 0;
        roll(bytes[position]);
        roll(bytes[position + 1]);
    }

    /** Remembers the position, and returns the last place before it with the same hash, or 0. */
    int remember() {
        roll(bytes[position + 2]);
        int place = latest[hash];
        before[position & HALF - 1] = (char) place;
        latest[hash] = (char) position;
        return place;
    }

    /** Whether a match with {@code place} may be looked for. */
    boolean isInReach(int place) {
        return place != 0 && position - place <= FARTHEST && position <= LAST_SEARCHED;
    }

    /**
     * Length of the longest match at the position, of what is left at most; {@link #matchStart()} changes if it is longer than {@code shorter}.
     *
     * @param place where the search begins, in reach
     * @param shorter a length that is of no use
     */
    int longestMatch(int place, int shorter) {
        int longest = shorter;
        int steps = shorter >= effort.good() ? effort.chain() >> 2 : effort.chain();
        int limit = Math.max(0, position - FARTHEST);
        short end = (short) SHORT.get(bytes, position + longest - 1);
        int at = place;
        do {
            if ((short) SHORT.get(bytes, at + longest - 1) == end) {
                int length = matchLength(at);
                if (length > longest) {
                    longest = length;
                    matchStart = at;
                    if (length >= effort.nice()) {
                        break;
                    }
                    end = (short) SHORT.get(bytes, position + longest - 1);
                }
            }
            at = before[at & HALF - 1];
        } while (at > limit && --steps != 0);
        return Math.min(longest, ahead);
    }

    /** Where the match begins that was found last. */
    int matchStart() {
        return matchStart;
    }

    /** Bytes from the first of the block to the position. */
    int passedInBlock() {
        return position - blockStart;
    }

    /** Ends the block at {@code distance} before the position. */
    void endBlock(int distance) {
        blockEnd = position - distance;
    }

    /** Begins the next block where the last one ended. */
    void beginBlock() {
        blockStart = blockEnd;
    }

    /** Bytes of the block. */
    int blockLength() {
        return blockEnd - blockStart;
    }

    /** Whether all of the block is still in the window. */
    boolean holdsBlock() {
        return blockStart >= 0;
    }

    /** Writes the bytes of a block that the window holds. */
    void writeBlock(BitOutput out) {
        out.putBytes(bytes, blockStart, blockLength());
    }

    private int matchLength(int at) {
        for (int i = 0; i < LONGEST_MATCH; i += Long.BYTES) {
            long different = (long) LONG.get(bytes, at + i) ^ (long) LONG.get(bytes, position + i);
            if (different != 0) {
                return Math.min(LONGEST_MATCH, i + (Long.numberOfTrailingZeros(different) >>> 3));
            }
        }
        return LONGEST_MATCH;
    }

    private void roll(byte next) {
        hash = (hash << HASH_SHIFT ^ next & 0xff) & HALF - 1;
    }

    private void fill() {
        if (position >= HALF + FARTHEST) {
            slide();
        }
        int end = position + ahead;
        int length = Math.min(2 * HALF - end, content.length - taken);
        if (length == 0) {
            complete = true;
            bytes[end] = 0;
            bytes[end + 1] = 0;
        } else {
            System.arraycopy(content, taken, bytes, end, length);
            taken += length;
            ahead += length;
        }
    }

    /** Gives up the first half. The second keeps what it has, behind the end of the content as well. */
    private void slide() {
        System.arraycopy(bytes, HALF, bytes, 0, HALF);
        position -= HALF;
        matchStart -= HALF;
        blockStart -= HALF;
        blockEnd -= HALF;
        slide(latest);
        slide(before);
    }

    private static void slide(char[] places) {
        for (int i = 0; i < places.length; i++) {
            places[i] = (char) Math.max(0, places[i] - HALF);
        }
    }
}
