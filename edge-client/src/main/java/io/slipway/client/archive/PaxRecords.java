package io.slipway.client.archive;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The records {@code length key=value\n} of an extended header (POSIX.1-2017, pax, "pax Extended Header"). Keys that would change what is made, and are not
 * taken, are refused: attributes and access lists that were dropped silently would be missed only in the field.
 */
final class PaxRecords {

    private static final Set<String> TAKEN = Set.of("path", "linkpath", "size", "uid", "gid", "mtime");
    private static final Set<String> WITHOUT_EFFECT = Set.of("atime", "ctime", "comment", "uname", "gname");
    private static final int LONGEST_NUMBER = 18;

    private final Map<String, byte[]> values = new HashMap<>();

    PaxRecords() {}

    /** @param global whether they are for all entries, where only comments make sense */
    static PaxRecords parse(byte[] content, boolean global) throws ArchiveRefusedException {
        PaxRecords records = new PaxRecords();
        int at = 0;
        while (at < content.length) {
            int space = indexOf(content, ' ', at);
            long length = number(Arrays.copyOfRange(content, at, space));
            if (length <= space - at + 1 || length > content.length - at) {
                throw malformed();
            }
            int end = at + (int) length;
            int equals = indexOf(content, '=', space + 1);
            if (equals >= end || content[end - 1] != '\n') {
                throw malformed();
            }
            String key = new String(content, space + 1, equals - space - 1, StandardCharsets.UTF_8);
            if (TAKEN.contains(key) && !global) {
                records.values.put(key, Arrays.copyOfRange(content, equals + 1, end - 1));
            } else if (!WITHOUT_EFFECT.contains(key)) {
                throw new ArchiveRefusedException("the archive has the property '"
                        + EntryName.text(key.getBytes(StandardCharsets.UTF_8)) + "', which is not supported");
            }
            at = end;
        }
        return records;
    }

    void put(String key, byte[] value) {
        values.put(key, value);
    }

    byte[] bytes(String key, byte[] otherwise) {
        return values.getOrDefault(key, otherwise);
    }

    /** A number without sign; a fraction is cut off. */
    long number(String key, long otherwise) throws ArchiveRefusedException {
        byte[] value = values.get(key);
        if (value == null) {
            return otherwise;
        }
        String text = new String(value, StandardCharsets.US_ASCII);
        int point = key.equals("mtime") ? text.indexOf('.') : -1;
        return number((point < 0 ? text : text.substring(0, point)).getBytes(StandardCharsets.US_ASCII));
    }

    private static long number(byte[] digits) throws ArchiveRefusedException {
        if (digits.length == 0 || digits.length > LONGEST_NUMBER) {
            throw malformed();
        }
        long value = 0;
        for (byte digit : digits) {
            if (digit < '0' || digit > '9') {
                throw malformed();
            }
            value = value * 10 + digit - '0';
        }
        return value;
    }

    private static int indexOf(byte[] content, char wanted, int from) throws ArchiveRefusedException {
        for (int i = from; i < content.length; i++) {
            if (content[i] == wanted) {
                return i;
            }
        }
        throw malformed();
    }

    private static ArchiveRefusedException malformed() {
        return new ArchiveRefusedException("the archive has a malformed extended header");
    }
}
