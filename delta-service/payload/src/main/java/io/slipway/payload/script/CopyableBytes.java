package io.slipway.payload.script;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** The bytes that scripts copy, as {@link CopyableSpace} lays them out. Not thread-safe. */
final class CopyableBytes implements SourceBytes, Closeable {

    private final CopyableSpace space;
    private final Deque<UnpackedBytes> opened = new ArrayDeque<>();
    private final SourceBytes source;
    private final SourceBytes image;
    private final SourceBytes target;

    CopyableBytes(Preamble preamble, CopyableSpace space, SourceBytes source, SourceBytes written, Scratch scratch) {
        this.space = space;
        this.image = source;
        this.source = unpacked(preamble.source(), source, scratch);
        this.target = unpacked(preamble.target(), written, scratch);
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

    /** See {@link SourceBytes#read}; {@link CopyableSpace#has} is true for the bytes. */
    @Override
    public boolean read(long offset, byte[] buffer, int from, int length) throws IOException {
        CopiedFrom area = space.areaOf(offset);
        SourceBytes bytes =
                switch (area) {
                    case UNPACKED_SOURCE -> source;
                    case SOURCE_AS_IT_IS -> image;
                    case TARGET -> target;
                };
        return bytes.read(offset - space.begin(area), buffer, from, length);
    }

    @Override
    public void close() throws IOException {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }
}
