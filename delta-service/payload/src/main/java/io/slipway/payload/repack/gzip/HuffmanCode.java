package io.slipway.payload.repack.gzip;

/** A prefix code: the bits for each symbol. Source: RFC 1951, section 3.2.2. */
final class HuffmanCode {

    private static final int LONGEST = 15;

    private final byte[] lengths;
    private final char[] codes;
    private final int last;

    /** @param lengths bits of each symbol's code; 0 for none */
    HuffmanCode(byte[] lengths) {
        this.lengths = lengths;
        codes = new char[lengths.length];
        int[] next = firstCodes(lengths);
        int highest = 0;
        for (int symbol = 0; symbol < lengths.length; symbol++) {
            int length = lengths[symbol];
            if (length > 0) {
                codes[symbol] = (char) (Integer.reverse(next[length]++) >>> Integer.SIZE - length);
                highest = symbol;
            }
        }
        last = highest;
    }

    /** The code that is best for these occurrences of symbols. */
    static HuffmanCode forCounts(int[] counts, int longest) {
        return new HuffmanCode(HuffmanTree.lengths(counts, longest));
    }

    /** The highest symbol that has a code. */
    int last() {
        return last;
    }

    /** Bits of a symbol's code. */
    int length(int symbol) {
        return lengths[symbol];
    }

    /** Bits of the codes of all these symbols. */
    int bits(int[] counts) {
        int bits = 0;
        for (int symbol = 0; symbol < counts.length; symbol++) {
            bits += counts[symbol] * lengths[symbol];
        }
        return bits;
    }

    void write(int symbol, BitOutput out) {
        out.put(codes[symbol], lengths[symbol]);
    }

    private static int[] firstCodes(byte[] lengths) {
        int[] symbolsOfLength = new int[LONGEST + 1];
        for (byte length : lengths) {
            symbolsOfLength[length]++;
        }
        int[] first = new int[LONGEST + 1];
        for (int length = 2; length <= LONGEST; length++) {
            first[length] = first[length - 1] + symbolsOfLength[length - 1] << 1;
        }
        return first;
    }
}
