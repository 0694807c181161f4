package io.slipway.artifact.publication.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Reads a {@code multipart} body (RFC 2046 section 5.1.1) part after part as it comes, in constant memory. Used by one thread.
 *
 * <p>The delimiter is searched with Horspool's algorithm, which looks at about one byte in thirty, so that forms cost little more than plain bodies.
 */
final class MultipartStream {

    private static final int BUFFER = 128 << 10;
    private static final int MOST_HEADER_BYTES = 8 << 10;
    private static final int LONGEST_BOUNDARY = 70;

    private final InputStream in;
    private final byte[] delimiter;
    private final int[] skips = new int[256];
    private final byte[] buffer = new byte[BUFFER];

    /** Unread bytes are from {@code position} to {@code limit}; up to {@code clean} no delimiter begins. */
    private int position;

    private int clean;
    private int limit;
    private boolean atDelimiter;

    /** @throws MalformedFormException if the boundary has an impossible length */
    MultipartStream(InputStream in, String boundary) throws MalformedFormException {
        if (boundary.isEmpty() || boundary.length() > LONGEST_BOUNDARY) {
            throw new MalformedFormException("The boundary of the form needs 1 to 70 characters.");
        }
        this.in = in;
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        Arrays.fill(skips, delimiter.length);
        for (int i = 0; i < delimiter.length - 1; i++) {
            skips[delimiter[i] & 0xff] = delimiter.length - 1 - i;
        }
        // The first delimiter may stand at the very beginning, without the line break that belongs to it.
        buffer[0] = '\r';
        buffer[1] = '\n';
        limit = 2;
    }

    /**
     * Goes to the next part, past what is left of the present one.
     *
     * @return the part's headers by lower-case name, or an empty map after the last part
     * @throws EOFException if the body ends before
     * @throws MalformedFormException if it is no multipart body
     */
    Map<String, String> next() throws IOException {
        while (!atDelimiter) {
            position = clean;
            look();
        }
        position = clean + delimiter.length;
        clean = position;
        atDelimiter = false;
        while (limit - position < 2) {
            fill();
        }
        if (buffer[position] == '-' && buffer[position + 1] == '-') {
            return Map.of();
        }
        if (!line().isBlank()) {
            throw new MalformedFormException("A boundary of the form is followed by something else.");
        }
        return headers();
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new HashMap<>();
        int bytes = 0;
        for (String line = line(); !line.isEmpty(); line = line()) {
            bytes += line.length();
            int colon = line.indexOf(':');
            if (colon < 1 || bytes > MOST_HEADER_BYTES) {
                throw new MalformedFormException("A field of the form has malformed or too many headers.");
            }
            headers.put(
                    line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        if (headers.isEmpty()) {
            throw new MalformedFormException("A field of the form has no headers.");
        }
        return headers;
    }

    /**
     * Reads bytes of the present part.
     *
     * @return how many, or -1 at the part's end
     * @throws EOFException if the body ends before the part does
     */
    int read(byte[] target, int offset, int length) throws IOException {
        while (position == clean) {
            if (atDelimiter) {
                return -1;
            }
            look();
        }
        int read = Math.min(length, clean - position);
        System.arraycopy(buffer, position, target, offset, read);
        position += read;
        return read;
    }

    /** Reads on, if need be, and moves {@code clean} forward. */
    private void look() throws IOException {
        if (limit - clean < delimiter.length) {
            fill();
        }
        int at = clean;
        int last = delimiter.length - 1;
        while (at + last < limit) {
            int i = last;
            while (i >= 0 && buffer[at + i] == delimiter[i]) {
                i--;
            }
            if (i < 0) {
                clean = at;
                atDelimiter = true;
                return;
            }
            at += skips[buffer[at + last] & 0xff];
        }
        clean = Math.min(at, limit);
    }

    private void fill() throws IOException {
        if (position > 0) {
            System.arraycopy(buffer, position, buffer, 0, limit - position);
            clean -= position;
            limit -= position;
            position = 0;
        }
        int read = in.read(buffer, limit, buffer.length - limit);
        if (read < 0) {
            throw new EOFException("The form ends before its last boundary.");
        }
        limit += read;
    }

    /** A header line, without its line break. */
    private String line() throws IOException {
        int searched = position;
        while (true) {
            for (int i = searched; i < limit - 1; i++) {
                if (buffer[i] == '\r' && buffer[i + 1] == '\n') {
                    String line = new String(buffer, position, i - position, StandardCharsets.UTF_8);
                    position = i + 2;
                    clean = position;
                    return line;
                }
            }
            if (limit - position > MOST_HEADER_BYTES) {
                throw new MalformedFormException("A header of the form is too long.");
            }
            searched = Math.max(0, limit - 1 - position);
            fill();
        }
    }
}
