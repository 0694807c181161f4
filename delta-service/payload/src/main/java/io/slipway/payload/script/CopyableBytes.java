package io.slipway.payload.script;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What scripts copy from: the source, unpacked; behind that the source as it is; and behind that the target, unpacked, as far as it is written. Not
 * thread-safe.
 */
final class CopyableBytes implements Closeable {

    private final Layers targetLayers;
    private final long unpackedLength;
    private final long sourceLength;
    private final Deque<UnpackedBytes> opened = new ArrayDeque<>();
    private final SourceBytes source;
    private final SourceBytes image;
    private final SourceBytes target;

    /** Where what may be copied from the target ends. */
    private long end;

    CopyableBytes(Preamble preamble, SourceBytes source, SourceBytes written, Scratch scratch) {
        this.targetLayers = preamble.target();
        this.unpackedLength = preamble.source().unpackedLength();
        this.sourceLength = unpackedLength + preamble.source().imageLength();
        this.image = source;
        this.source = unpacked(preamble.source(), source, scratch);
        this.target = unpacked(preamble.target(), written, scratch);
        this.end = sourceLength;
    }

    private SourceBytes unpacked(Layers layers, SourceBytes image, Scratch scratch) {
        SourceBytes bytes = image;
        for (Layer layer : layers.list()) {
            UnpackedBytes unpacked = new UnpackedBytes(layer, bytes, scratch);
            opened.push(unpacked);
            bytes = unpacked;
        }
        return bytes;
    }

    /** From now on what {@code offset} bytes of the target hold may be copied. */
    void settle(long offset) {
        end = sourceLength + targetLayers.settled(offset);
    }

    /** Whether bytes may be copied together. */
    boolean has(long offset, long length) {
        long limit = offset < unpackedLength ? unpackedLength : offset < sourceLength ? sourceLength : end;
        return offset >= 0 && length <= limit - offset;
    }

    /** See {@link SourceBytes#read}; {@link #has} is true for the bytes. */
    boolean read(long offset, byte[] buffer, int from, int length) throws IOException {
        if (offset < unpackedLength) {
            return source.read(offset, buffer, from, length);
        }
        return offset < sourceLength
                ? image.read(offset - unpackedLength, buffer, from, length)
                : target.read(offset - sourceLength, buffer, from, length);
    }

    @Override
    public void close() throws IOException {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }
}
