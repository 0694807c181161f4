package io.slipway.payload.repack;

/**
 * Decodes LZ4 blocks as "LZ4 Block Format Description" of the LZ4 project defines them. It stops when the output is full, whatever follows, as the kernel
 * does with erofs, where only the content's length says where a block ends.
 */
final class Lz4Decoder implements Codec.Decoder {

    private static final int MIN_MATCH = 4;

    private final boolean padded;

    /** @param padded whether zeros may come before the block; its first byte is never zero */
    Lz4Decoder(boolean padded) {
        this.padded = padded;
    }

    @Override
    public int decode(byte[] packed, byte[] unpacked) throws UndecodableException {
        int start = 0;
        while (padded && start < packed.length && packed[start] == 0) {
            start++;
        }
        try {
            return decode(packed, start, unpacked);
        } catch (ArrayIndexOutOfBoundsException e) {
            throw new UndecodableException("an LZ4 block is damaged or cut off");
        }
    }

    private static int decode(byte[] packed, int start, byte[] unpacked) throws UndecodableException {
        int in = start;
        int out = 0;
        while (in < packed.length && out < unpacked.length) {
            int token = packed[in++] & 0xff;
            int literals = token >>> 4;
            if (literals == 15) {
                int more;
                do {
                    more = packed[in++] & 0xff;
                    literals += more;
                } while (more == 255);
            }
            int copied = Math.min(literals, unpacked.length - out);
            System.arraycopy(packed, in, unpacked, out, copied);
            in += literals;
            out += copied;
            if (in >= packed.length || out == unpacked.length) {
                break;
            }
            int distance = packed[in] & 0xff | (packed[in + 1] & 0xff) << 8;
            in += 2;
            int match = token & 15;
            if (match == 15) {
                int more;
                do {
                    more = packed[in++] & 0xff;
                    match += more;
                } while (more == 255);
            }
            if (distance == 0 || distance > out) {
                throw new UndecodableException("an LZ4 block refers to bytes before its content");
            }
            out = copy(unpacked, out, distance, match + MIN_MATCH);
        }
        return out;
    }

    /** Copies what may overlap with itself, up to the end of the output. */
    private static int copy(byte[] unpacked, int out, int distance, int wanted) {
        int length = Math.min(wanted, unpacked.length - out);
        if (distance >= length) {
            System.arraycopy(unpacked, out - distance, unpacked, out, length);
        } else {
            for (int i = out; i < out + length; i++) {
                unpacked[i] = unpacked[i - distance];
            }
        }
        return out + length;
    }
}
