package io.slipway.payload.script;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Integers in as few bytes as they need: seven bits in each, the lowest first, the highest bit set in all but the last (LEB128). */
public final class Varint {

    private static final int MOST_SHIFT = 56;

    private Varint() {}

    /** Writes a number that is not negative. */
    public static void write(OutputStream out, long value) throws IOException {
        if (value < 0) {
            throw new IllegalArgumentException("negative: " + value);
        }
        long rest = value;
        while (rest > 0x7f) {
            out.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    /** Writes any number: small ones of both signs become small ones without. */
    public static void writeSigned(OutputStream out, long value) throws IOException {
        write(out, value << 1 ^ value >> 63);
    }

    /** Bytes that {@link #write} takes for a number. */
    public static int length(long value) {
        int length = 1;
        for (long rest = value >>> 7; rest > 0; rest >>>= 7) {
            length++;
        }
        return length;
    }

    /** Bytes that {@link #writeSigned} takes for a number. */
    public static int signedLength(long value) {
        return length(value << 1 ^ value >> 63);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param most largest number that may be there
     * @throws UndecodableScriptException if it is larger, or has more bytes than it needs
     */
    public static long read(InputStream in, long most) throws IOException, UndecodableScriptException {
        long value = 0;
        for (int shift = 0; shift <= MOST_SHIFT; shift += 7) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("a number ends early");
            }
            value |= (next & 0x7fL) << shift;
            if ((next & 0x80) == 0) {
                if (next == 0 && shift > 0) {
                    throw new UndecodableScriptException("a number in more bytes than it needs");
                }
                if (value > most) {
                    throw new UndecodableScriptException(
                            "a number is " + value + ", at most " + most + " was possible");
                }
                return value;
            }
        }
        throw new UndecodableScriptException("a number of more than 63 bits");
    }

    /** Reads what {@link #writeSigned} wrote. */
    public static long readSigned(InputStream in) throws IOException, UndecodableScriptException {
        long value = read(in, Long.MAX_VALUE);
        return value >>> 1 ^ -(value & 1);
    }
}
