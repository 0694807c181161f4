package io.slipway.payload.script;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;

import org.tukaani.xz.ArrayCache;
import org.tukaani.xz.FinishableOutputStream;
import org.tukaani.xz.FinishableWrapperOutputStream;
import org.tukaani.xz.LZMA2Options;

/** Blobs whose streams hold whatever a test wants, true to the format or not. One after the other is a group. */
public final class HandmadeScript {

    private final Map<ScriptStream, Packed> streams = new EnumMap<>(ScriptStream.class);

    /** A script that begins a group. */
    public HandmadeScript() {
        for (ScriptStream stream : ScriptStream.ALL) {
            streams.put(stream, new Packed());
        }
    }

    /** Adds varints to a stream. */
    public HandmadeScript numbers(ScriptStream stream, long... numbers) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (long number : numbers) {
            write(bytes, number, false);
        }
        return bytes(stream, bytes.toByteArray());
    }

    /** Adds a signed varint to the stream of seeks. */
    public HandmadeScript seek(long distance) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        write(bytes, distance, true);
        return bytes(ScriptStream.SEEKS, bytes.toByteArray());
    }

    /** Adds bytes to a stream. */
    public HandmadeScript bytes(ScriptStream stream, byte... bytes) {
        streams.get(stream).add(bytes);
        return this;
    }

    /** All that was added since the last blob. */
    public byte[] blob() {
        ByteArrayOutputStream blob = new ByteArrayOutputStream();
        ByteArrayOutputStream segments = new ByteArrayOutputStream();
        for (ScriptStream stream : ScriptStream.ALL) {
            byte[] segment = streams.get(stream).segment();
            write(blob, segment.length, false);
            segments.writeBytes(segment);
        }
        blob.writeBytes(segments.toByteArray());
        return blob.toByteArray();
    }

    /** A whole stream of LZMA2, with its end. */
    public static byte[] packed(byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (FinishableOutputStream lzma = lzma(packed)) {
            lzma.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    /** A writer may use a smaller dictionary than readers have. */
    private static FinishableOutputStream lzma(ByteArrayOutputStream packed) {
        try {
            LZMA2Options options = new LZMA2Options(1);
            options.setDictSize(LZMA2Options.DICT_SIZE_MIN);
            return options.getOutputStream(new FinishableWrapperOutputStream(packed), ArrayCache.getDummyCache());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(ByteArrayOutputStream bytes, long number, boolean signed) {
        try {
            if (signed) {
                Varint.writeSigned(bytes, number);
            } else {
                Varint.write(bytes, number);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Packed {

        private final ByteArrayOutputStream packed = new ByteArrayOutputStream();
        private final FinishableOutputStream lzma = lzma(packed);

        void add(byte[] bytes) {
            try {
                lzma.write(bytes);
                lzma.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        byte[] segment() {
            byte[] segment = packed.toByteArray();
            packed.reset();
            return segment;
        }
    }
}
