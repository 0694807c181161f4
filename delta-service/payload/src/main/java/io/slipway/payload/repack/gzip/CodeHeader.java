package io.slipway.payload.repack.gzip;

/** How a block with codes of its own begins: the lengths of these codes, as runs that have a code themselves. Source: RFC 1951, section 3.2.7. */
final class CodeHeader {

    private static final int SYMBOLS = 19;
    private static final int LONGEST = 7;
    private static final int REPEAT = 16;
    private static final int SHORT_ZEROS = 17;
    private static final int LONG_ZEROS = 18;
    private static final int SHORTEST_RUN = 3;
    private static final int LONGEST_REPEAT = 6;
    private static final int LONGEST_SHORT_ZEROS = 10;
    private static final int LONGEST_ZEROS = 138;

    /** The order in which the lengths of the third code are written. */
    private static final byte[] ORDER = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};

    private final HuffmanCode literals;
    private final HuffmanCode distances;
    private final byte[] symbols = new byte[Alphabet.LITERALS_AND_LENGTHS + Alphabet.DISTANCES];
    private final byte[] extras = new byte[symbols.length];
    private final int[] counts = new int[SYMBOLS];
    private final HuffmanCode code;
    private int size;

    CodeHeader(HuffmanCode literals, HuffmanCode distances) {
        this.literals = literals;
        this.distances = distances;
        addRuns(literals);
        addRuns(distances);
        code = HuffmanCode.forCounts(counts, LONGEST);
    }

    /** Bits of what {@link #write} writes. */
    int bits() {
        int bits = 5 + 5 + 4 + 3 * written() + code.bits(counts);
        for (int symbol = REPEAT; symbol < SYMBOLS; symbol++) {
            bits += counts[symbol] * extraBits(symbol);
        }
        return bits;
    }

    void write(BitOutput out) {
        out.put(literals.last() + 1 - 257, 5);
        out.put(distances.last(), 5);
        int written = written();
        out.put(written - 4, 4);
        for (int i = 0; i < written; i++) {
            out.put(code.length(ORDER[i]), 3);
        }
        for (int i = 0; i < size; i++) {
            code.write(symbols[i], out);
            out.put(extras[i], extraBits(symbols[i]));
        }
    }

    private int written() {
        int written = SYMBOLS;
        while (written > 4 && code.length(ORDER[written - 1]) == 0) {
            written--;
        }
        return written;
    }

    private void addRuns(HuffmanCode of) {
        for (int at = 0; at <= of.last(); ) {
            int length = of.length(at);
            int end = at + 1;
            while (end <= of.last() && of.length(end) == length) {
                end++;
            }
            if (length == 0) {
                addZeros(end - at);
            } else {
                add(length, 0);
                addRepeats(length, end - at - 1);
            }
            at = end;
        }
    }

    private void addZeros(int number) {
        int left = number;
        while (left >= SHORTEST_RUN) {
            int run = Math.min(left, LONGEST_ZEROS);
            if (run <= LONGEST_SHORT_ZEROS) {
                add(SHORT_ZEROS, run - SHORTEST_RUN);
            } else {
                add(LONG_ZEROS, run - LONGEST_SHORT_ZEROS - 1);
            }
            left -= run;
        }
        addEach(0, left);
    }

    private void addRepeats(int length, int number) {
        int left = number;
        while (left >= SHORTEST_RUN) {
            int run = Math.min(left, LONGEST_REPEAT);
            add(REPEAT, run - SHORTEST_RUN);
            left -= run;
        }
        addEach(length, left);
    }

    private void addEach(int length, int number) {
        for (int i = 0; i < number; i++) {
            add(length, 0);
        }
    }

    private void add(int symbol, int extra) {
        symbols[size] = (byte) symbol;
        extras[size++] = (byte) extra;
        counts[symbol]++;
    }

    private static int extraBits(int symbol) {
        return switch (symbol) {
            case REPEAT -> 2;
            case SHORT_ZEROS -> 3;
            case LONG_ZEROS -> 7;
            default -> 0;
        };
    }
}
