package io.slipway.payload.repack.gzip;

/** The symbols for literals, lengths and distances. Source: RFC 1951, section 3.2.5. */
final class Alphabet {

    /** Ends a block. */
    static final int END = 256;

    /** Literals, the end, and lengths. */
    static final int LITERALS_AND_LENGTHS = 286;

    static final int DISTANCES = 30;

    private static final int FIRST_LENGTH = 257;
    private static final int LONGEST = 285;

    private Alphabet() {}

    /** Symbol of a length of 3 to 258. */
    static int ofLength(int length) {
        int rest = length - Window.SHORTEST_MATCH;
        if (rest < 8 || length == Window.LONGEST_MATCH) {
            return length == Window.LONGEST_MATCH ? LONGEST : FIRST_LENGTH + rest;
        }
        int extra = 29 - Integer.numberOfLeadingZeros(rest);
        return FIRST_LENGTH + (extra << 2) + (rest >>> extra);
    }

    /** Bits that follow a symbol of {@link #LITERALS_AND_LENGTHS}. */
    static int extraBitsOfLength(int symbol) {
        return symbol < FIRST_LENGTH + 8 || symbol == LONGEST ? 0 : (symbol - FIRST_LENGTH >>> 2) - 1;
    }

    /** Symbol of a distance, at least 1. */
    static int ofDistance(int distance) {
        int rest = distance - 1;
        if (rest < 4) {
            return rest;
        }
        int extra = 30 - Integer.numberOfLeadingZeros(rest);
        return (extra << 1) + (rest >>> extra);
    }

    /** Bits that follow the symbol of a distance. */
    static int extraBitsOfDistance(int symbol) {
        return symbol < 4 ? 0 : (symbol >>> 1) - 1;
    }
}
