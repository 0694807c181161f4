package io.slipway.payload.repack.gzip;

import java.util.Arrays;

/** Writes blocks in the shortest of three ways: as they are, with the codes that deflate knows, or with codes of their own. Source: RFC 1951, section 3.2.3. */
final class BlockWriter {

    private static final int STORED = 0;
    private static final int FIXED = 1;
    private static final int DYNAMIC = 2;
    private static final int TYPE_BITS = 3;
    private static final int STORED_HEADER = 4;
    private static final int LONGEST_CODE = 15;
    private static final HuffmanCode FIXED_LITERALS = fixedLiterals();
    private static final HuffmanCode FIXED_DISTANCES = fixedDistances();

    private final BitOutput out;

    BlockWriter(BitOutput out) {
        this.out = out;
    }

    /**
     * Writes a block.
     *
     * @param window that knows the bytes of the block
     * @param last whether the stream ends with it; its last bits are then filled up to a byte
     */
    void write(Block block, Window window, boolean last) {
        HuffmanCode literals = HuffmanCode.forCounts(block.literalCounts(), LONGEST_CODE);
        HuffmanCode distances = HuffmanCode.forCounts(block.distanceCounts(), LONGEST_CODE);
        CodeHeader header = new CodeHeader(literals, distances);
        int extraBits = extraBits(block);
        int dynamic = bytes(header.bits() + bits(block, literals, distances) + extraBits);
        int fixed = bytes(bits(block, FIXED_LITERALS, FIXED_DISTANCES) + extraBits);
        int lastBit = last ? 1 : 0;
        if (window.holdsBlock() && window.blockLength() + STORED_HEADER <= Math.min(fixed, dynamic)) {
            out.put(STORED << 1 | lastBit, TYPE_BITS);
            out.align();
            out.put(window.blockLength(), Short.SIZE);
            out.put(~window.blockLength() & 0xffff, Short.SIZE);
            window.writeBlock(out);
        } else if (fixed <= dynamic) {
            out.put(FIXED << 1 | lastBit, TYPE_BITS);
            writeTokens(block, FIXED_LITERALS, FIXED_DISTANCES);
        } else {
            out.put(DYNAMIC << 1 | lastBit, TYPE_BITS);
            header.write(out);
            writeTokens(block, literals, distances);
        }
        if (last) {
            out.align();
        }
    }

    private void writeTokens(Block block, HuffmanCode literals, HuffmanCode distances) {
        for (int token = 0; token < block.tokens(); token++) {
            int distance = block.distance(token);
            int value = block.value(token);
            if (distance == 0) {
                literals.write(value, out);
            } else {
                int length = Alphabet.ofLength(value + Window.SHORTEST_MATCH);
                literals.write(length, out);
                putLowest(value, Alphabet.extraBitsOfLength(length));
                int far = Alphabet.ofDistance(distance);
                distances.write(far, out);
                putLowest(distance - 1, Alphabet.extraBitsOfDistance(far));
            }
        }
        literals.write(Alphabet.END, out);
    }

    private void putLowest(int value, int bits) {
        out.put(value & (1 << bits) - 1, bits);
    }

    private static int bits(Block block, HuffmanCode literals, HuffmanCode distances) {
        return literals.bits(block.literalCounts()) + distances.bits(block.distanceCounts());
    }

    private static int extraBits(Block block) {
        int bits = 0;
        for (int symbol = Alphabet.END + 1; symbol < Alphabet.LITERALS_AND_LENGTHS; symbol++) {
            bits += block.literalCounts()[symbol] * Alphabet.extraBitsOfLength(symbol);
        }
        for (int symbol = 0; symbol < Alphabet.DISTANCES; symbol++) {
            bits += block.distanceCounts()[symbol] * Alphabet.extraBitsOfDistance(symbol);
        }
        return bits;
    }

    /** Whole bytes, with the block's type. */
    private static int bytes(int bits) {
        return Math.ceilDiv(bits + TYPE_BITS, Byte.SIZE);
    }

    private static HuffmanCode fixedLiterals() {
        byte[] lengths = new byte[288];
        Arrays.fill(lengths, 0, 144, (byte) 8);
        Arrays.fill(lengths, 144, 256, (byte) 9);
        Arrays.fill(lengths, 256, 280, (byte) 7);
        Arrays.fill(lengths, 280, 288, (byte) 8);
        return new HuffmanCode(lengths);
    }

    private static HuffmanCode fixedDistances() {
        byte[] lengths = new byte[Alphabet.DISTANCES];
        Arrays.fill(lengths, (byte) 5);
        return new HuffmanCode(lengths);
    }
}
