package io.slipway.payload.repack.gzip;

import java.util.Arrays;

/** Literals and matches of one block, and how often each symbol occurs. Not thread-safe. */
final class Block {

    /** GNU gzip has buffers of 32 KiB and leaves one entry free. */
    private static final int MOST_TOKENS = (1 << 15) - 1;

    /** So often it is looked whether the block should end early. */
    private static final int CHECK_INTERVAL = 1 << 12;

    private static final int DISTANCE_BITS = 5;

    private final boolean endsEarly;
    private final byte[] values = new byte[MOST_TOKENS];
    private final char[] distances = new char[MOST_TOKENS];
    private final int[] literalCounts = new int[Alphabet.LITERALS_AND_LENGTHS];
    private final int[] distanceCounts = new int[Alphabet.DISTANCES];
    private int tokens;
    private int matches;

    /** @param endsEarly whether it is full already when it has more literals than matches and compresses to less than half */
    Block(boolean endsEarly) {
        this.endsEarly = endsEarly;
        clear();
    }

    /** Empties the block. */
    void clear() {
        tokens = 0;
        matches = 0;
        Arrays.fill(literalCounts, 0);
        Arrays.fill(distanceCounts, 0);
        literalCounts[Alphabet.END] = 1;
    }

    /**
     * Adds a byte.
     *
     * @param passed bytes of the block that the search has passed
     * @return whether the block is full
     */
    boolean addLiteral(byte literal, int passed) {
        literalCounts[literal & 0xff]++;
        return add(literal, 0, passed);
    }

    /**
     * Adds a match.
     *
     * @param passed bytes of the block that the search has passed
     * @return whether the block is full
     */
    boolean addMatch(int distance, int length, int passed) {
        literalCounts[Alphabet.ofLength(length)]++;
        distanceCounts[Alphabet.ofDistance(distance)]++;
        matches++;
        return add((byte) (length - Window.SHORTEST_MATCH), distance, passed);
    }

    int tokens() {
        return tokens;
    }

    /** Distance of a match; 0 for a literal. */
    int distance(int token) {
        return distances[token];
    }

    /** A literal; or the length of a match, less {@value Window#SHORTEST_MATCH}. */
    int value(int token) {
        return values[token] & 0xff;
    }

    /** Occurrences of each literal and each length, and of the end. */
    int[] literalCounts() {
        return literalCounts;
    }

    /** Occurrences of each symbol of a distance. */
    int[] distanceCounts() {
        return distanceCounts;
    }

    private boolean add(byte value, int distance, int passed) {
        values[tokens] = value;
        distances[tokens] = (char) distance;
        tokens++;
        return tokens == MOST_TOKENS || endsEarly && tokens % CHECK_INTERVAL == 0 && compressesWell(passed);
    }

    /** An estimate: a byte for each literal and each length, and five bits and the extra ones for each distance. */
    private boolean compressesWell(int passed) {
        int bits = tokens * Byte.SIZE;
        for (int symbol = 0; symbol < distanceCounts.length; symbol++) {
            bits += distanceCounts[symbol] * (DISTANCE_BITS + Alphabet.extraBitsOfDistance(symbol));
        }
        return matches < tokens / 2 && bits / Byte.SIZE < passed / 2;
    }
}
