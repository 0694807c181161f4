package io.slipway.payload.create;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.EnumMap;
import java.util.Map;

import org.tukaani.xz.ArrayCache;
import org.tukaani.xz.FinishableOutputStream;
import org.tukaani.xz.FinishableWrapperOutputStream;
import org.tukaani.xz.LZMA2Options;

import io.slipway.payload.script.ScriptStream;
import io.slipway.payload.script.Varint;

/** Writes scripts: the counterpart of {@link io.slipway.payload.script.ScriptDecoder}. Not thread-safe. */
final class ScriptEncoder {

    /** A run of equal bytes that is shorter is told as differences of zero. */
    private static final int SHORTEST_EQUAL_RUN = 6;

    private static final int NICE_LENGTH = 273;

    private final Map<ScriptStream, Packed> streams = new EnumMap<>(ScriptStream.class);
    private long expected;
    private long groupBytes;

    /** Bytes of the blobs of the group so far. */
    long groupBytes() {
        return groupBytes;
    }

    void startGroup() {
        streams.clear();
        for (ScriptStream stream : ScriptStream.ALL) {
            streams.put(stream, new Packed(stream));
        }
        expected = 0;
        groupBytes = 0;
    }

    /**
     * An instruction: bytes that resemble the source's, then bytes that do not.
     *
     * @param copied the bytes, in the target
     * @param source the bytes that they resemble
     * @param from where these are, in what the decoder copies from
     */
    void instruction(MemorySegment copied, MemorySegment source, long from, MemorySegment novel) throws IOException {
        Packed lengths = stream(ScriptStream.LENGTHS);
        Varint.write(lengths, copied.byteSize());
        Varint.write(lengths, novel.byteSize());
        if (copied.byteSize() > 0) {
            Varint.writeSigned(stream(ScriptStream.SEEKS), from - expected);
            expected = from + copied.byteSize();
            runs(copied, source);
        }
        stream(ScriptStream.NOVEL).write(novel);
        expected += novel.byteSize();
    }

    private void runs(MemorySegment target, MemorySegment source) throws IOException {
        Packed runs = stream(ScriptStream.RUNS);
        Packed differences = stream(ScriptStream.DIFFERENCES);
        long length = target.byteSize();
        long at = EqualRun.length(target, source, 0);
        Varint.write(runs, at);
        while (at < length) {
            long end = at;
            long next = at;
            do {
                end = next + 1;
                while (end < length && differ(target, source, end)) {
                    end++;
                }
                next = end + EqualRun.length(target, source, end);
            } while (next < length && next - end < SHORTEST_EQUAL_RUN);
            Varint.write(runs, end - at);
            for (long i = at; i < end; i++) {
                differences.write(target.get(ValueLayout.JAVA_BYTE, i) - source.get(ValueLayout.JAVA_BYTE, i));
            }
            if (end < length) {
                Varint.write(runs, next - end);
            }
            at = next;
        }
    }

    private static boolean differ(MemorySegment target, MemorySegment source, long at) {
        return target.get(ValueLayout.JAVA_BYTE, at) != source.get(ValueLayout.JAVA_BYTE, at);
    }

    /** The blob of the range that ends here. */
    byte[] endRange() throws IOException {
        ByteArrayOutputStream blob = new ByteArrayOutputStream();
        for (ScriptStream stream : ScriptStream.ALL) {
            Varint.write(blob, stream(stream).flushed());
        }
        for (ScriptStream stream : ScriptStream.ALL) {
            stream(stream).take(blob);
        }
        groupBytes += blob.size();
        return blob.toByteArray();
    }

    private Packed stream(ScriptStream stream) {
        Packed packed = streams.get(stream);
        if (packed == null) {
            throw new IllegalStateException("no group was started");
        }
        return packed;
    }

    /** LZMA2 with the dictionary of a stream and otherwise as the program {@code xz} has it at its highest level. */
    static LZMA2Options options(int dictionary) {
        try {
            LZMA2Options options = new LZMA2Options(LZMA2Options.PRESET_MAX);
            options.setDictSize(dictionary);
            options.setNiceLen(NICE_LENGTH);
            return options;
        } catch (IOException e) {
            throw new UncheckedIOException("options that are known to be right", e);
        }
    }

    /** A stream of a group, packed so far. */
    private static final class Packed extends java.io.OutputStream {

        private final ByteArrayOutputStream made = new ByteArrayOutputStream();
        private final FinishableOutputStream lzma;
        private boolean written;

        Packed(ScriptStream stream) {
            lzma = options(stream.dictionary())
                    .getOutputStream(new FinishableWrapperOutputStream(made), ArrayCache.getDefaultCache());
        }

        @Override
        public void write(int value) throws IOException {
            lzma.write(value);
            written = true;
        }

        void write(MemorySegment bytes) throws IOException {
            long length = bytes.byteSize();
            byte[] chunk = new byte[(int) Math.min(length, 1 << 16)];
            for (long at = 0; at < length; at += chunk.length) {
                int part = (int) Math.min(chunk.length, length - at);
                MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, at, chunk, 0, part);
                lzma.write(chunk, 0, part);
                written = true;
            }
        }

        /** Bytes of the segment that ends here. */
        int flushed() throws IOException {
            if (written) {
                lzma.flush();
            }
            written = false;
            return made.size();
        }

        void take(ByteArrayOutputStream blob) throws IOException {
            made.writeTo(blob);
            made.reset();
        }
    }
}
