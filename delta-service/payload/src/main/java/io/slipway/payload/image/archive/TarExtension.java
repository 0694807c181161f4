package io.slipway.payload.image.archive;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.slipway.payload.image.UnreadableImageException;

/** What stands before a tar header and says of it what it has no room for. Not thread-safe. Source: POSIX.1-2017, "pax Extended Header". */
final class TarExtension {

    private static final int LONGEST_NUMBER = 18;

    private byte[] name = {};
    private long size = -1;
    private boolean sparse;

    byte[] nameOr(byte[] other) {
        return name.length == 0 ? other : name;
    }

    long sizeOr(long other) {
        return size < 0 ? other : size;
    }

    /** Whether what is stored is not the content of the member. */
    boolean isSparse() {
        return sparse;
    }

    void setName(byte[] longName) {
        name = longName;
    }

    /**
     * Adds records of the form {@code length key=value\n}.
     *
     * @throws UnreadableImageException if one has another form
     */
    void add(byte[] records) throws UnreadableImageException {
        int at = 0;
        while (at < records.length && records[at] != 0) {
            int space = indexOf(records, ' ', at);
            long length = number(records, at, space);
            if (length <= space - at + 1 || length > records.length - at) {
                throw malformed();
            }
            int end = at + (int) length;
            int equals = indexOf(records, '=', space + 1);
            if (equals >= end || records[end - 1] != '\n') {
                throw malformed();
            }
            String key = new String(records, space + 1, equals - space - 1, StandardCharsets.UTF_8);
            set(key, records, equals + 1, end - 1);
            at = end;
        }
    }

    private void set(String key, byte[] records, int from, int to) throws UnreadableImageException {
        if (key.equals("path")) {
            name = Arrays.copyOfRange(records, from, to);
        } else if (key.equals("size")) {
            size = number(records, from, to);
        } else if (key.startsWith("GNU.sparse.")) {
            sparse = true;
        }
    }

    private static long number(byte[] records, int from, int to) throws UnreadableImageException {
        long value = 0;
        if (to <= from || to - from > LONGEST_NUMBER) {
            throw malformed();
        }
        for (int i = from; i < to; i++) {
            if (records[i] < '0' || records[i] > '9') {
                throw malformed();
            }
            value = value * 10 + records[i] - '0';
        }
        return value;
    }

    private static int indexOf(byte[] records, char wanted, int from) throws UnreadableImageException {
        for (int i = from; i < records.length; i++) {
            if (records[i] == wanted) {
                return i;
            }
        }
        throw malformed();
    }

    private static UnreadableImageException malformed() {
        return new UnreadableImageException("a pax extended header is malformed");
    }
}
