package io.slipway.artifact.repository.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The bytes that a request asks for (RFC 9110 section 14.1.2). Several ranges in one request are answered as none, with the whole.
 *
 * @param first the first byte
 * @param length how many bytes, at least 1
 */
record ByteRange(long first, long length) {

    private static final Pattern FORM = Pattern.compile("bytes=(?:([0-9]{1,18})-([0-9]{1,18})?|-([0-9]{1,18}))");

    /** What a header asks for of {@code whole} bytes. */
    static Asked read(@Nullable String header, long whole) {
        Matcher form = FORM.matcher(header == null ? "" : header);
        if (!form.matches()) {
            return new Asked.Whole();
        }
        if (form.group(3) != null) {
            long length = Math.min(Long.parseLong(form.group(3)), whole);
            return length == 0 ? new Asked.Nothing() : new Asked.Some(new ByteRange(whole - length, length));
        }
        long first = Long.parseLong(form.group(1));
        long last = Optional.ofNullable(form.group(2)).map(Long::parseLong).orElse(Long.MAX_VALUE);
        if (last < first) {
            return new Asked.Whole();
        }
        return first >= whole
                ? new Asked.Nothing()
                : new Asked.Some(new ByteRange(first, Math.min(last, whole - 1) - first + 1));
    }

    /** What a request asks for. */
    sealed interface Asked {

        /** Everything. */
        record Whole() implements Asked {}

        /** A part. */
        record Some(ByteRange range) implements Asked {}

        /** Bytes that are not there. */
        record Nothing() implements Asked {}
    }
}
