package io.slipway.payload.script;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumMap;
import java.util.Map;

import org.tukaani.xz.LZMA2InputStream;

/**
 * The streams of a group, unpacked as far as its blobs have come.
 *
 * <p>Memory: the dictionaries of all streams, 6.5 MiB together, each taken when its stream has its first byte. Not thread-safe.
 */
final class ScriptStreams {

    private final Map<ScriptStream, SegmentInput> segments = new EnumMap<>(ScriptStream.class);
    private final Map<ScriptStream, InputStream> unpacked = new EnumMap<>(ScriptStream.class);

    ScriptStreams() {
        startGroup();
    }

    void startGroup() {
        unpacked.clear();
        segments.clear();
        for (ScriptStream stream : ScriptStream.ALL) {
            segments.put(stream, new SegmentInput());
        }
    }

    /**
     * Hands over the next blob of the group; the array stays in use until {@link #requireEmpty}.
     *
     * @throws UndecodableScriptException if its segments do not fill it
     */
    void load(byte[] blob, int length) throws IOException, UndecodableScriptException {
        ByteArrayInputStream lengths = new ByteArrayInputStream(blob, 0, length);
        int[] parts = new int[ScriptStream.ALL.size()];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = (int) Varint.read(lengths, length);
        }
        int at = length - lengths.available();
        for (ScriptStream stream : ScriptStream.ALL) {
            int part = parts[stream.ordinal()];
            if (part > length - at) {
                throw new UndecodableScriptException("the blob ends in the stream " + stream);
            }
            segment(stream).set(blob, at, part);
            at += part;
        }
        if (at != length) {
            throw new UndecodableScriptException((length - at) + " bytes behind the last stream");
        }
    }

    /** The unpacked bytes of a stream. */
    InputStream get(ScriptStream stream) {
        return unpacked.computeIfAbsent(stream, absent -> new LZMA2InputStream(segment(absent), absent.dictionary()));
    }

    /**
     * To be called when all that the blob's script makes was made.
     *
     * @throws UndecodableScriptException if something is left over
     */
    void requireEmpty() throws UndecodableScriptException {
        for (ScriptStream stream : ScriptStream.ALL) {
            if (segment(stream).remaining() > 0) {
                throw new UndecodableScriptException(
                        segment(stream).remaining() + " bytes left over in the stream " + stream);
            }
        }
    }

    private SegmentInput segment(ScriptStream stream) {
        SegmentInput segment = segments.get(stream);
        if (segment == null) {
            throw new IllegalStateException("every stream has a segment");
        }
        return segment;
    }
}
