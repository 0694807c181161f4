package io.slipway.device.download;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The single range of a {@code Range} header (RFC 9110, section 14.1.2).
 *
 * @param first the first byte; -1 if the range is the last {@code last} bytes
 * @param last the last byte, inclusive; -1 if the range goes to the end
 */
public record ByteRange(long first, long last) {

    private static final Pattern FORM = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /** The range in {@code header}; empty if it is anything but one well-formed byte range, which a server must then ignore. */
    public static Optional<ByteRange> parse(String header) {
        Matcher parts = FORM.matcher(header.strip());
        if (!parts.matches()) {
            return Optional.empty();
        }
        long first = parts.group(1).isEmpty() ? -1 : Long.parseLong(parts.group(1));
        long last = parts.group(2).isEmpty() ? -1 : Long.parseLong(parts.group(2));
        boolean isEmpty = first < 0 && last < 0;
        boolean isReversed = first >= 0 && last >= 0 && last < first;
        return isEmpty || isReversed ? Optional.empty() : Optional.of(new ByteRange(first, last));
    }

    /**
     * The part of an object of {@code length} bytes that the range selects.
     *
     * @return empty if it selects nothing: then the request cannot be satisfied
     */
    public Optional<Slice> of(long length) {
        if (first < 0) {
            long count = Math.min(last, length);
            return count == 0 ? Optional.empty() : Optional.of(new Slice(length - count, count));
        }
        if (first >= length) {
            return Optional.empty();
        }
        long end = last < 0 ? length - 1 : Math.min(last, length - 1);
        return Optional.of(new Slice(first, end - first + 1));
    }

    /** {@code length} bytes from {@code offset} on. */
    public record Slice(long offset, long length) {}
}
