package io.slipway.payload.script;

import java.util.List;

/**
 * How an image unpacks, layer by layer: first what its filesystem has packed, then what is packed in its files, and so on. Immutable.
 *
 * @param imageLength bytes of the image
 * @param list the outermost layer first; each begins with what the one before unpacks to
 */
public record Layers(long imageLength, List<Layer> list) {

    /** Most layers of one image. */
    public static final int MOST = 4;

    /** @throws IllegalArgumentException if the lengths do not fit together */
    public Layers {
        list = List.copyOf(list);
        long length = imageLength;
        for (Layer layer : list) {
            if (layer.packedLength() != length) {
                throw new IllegalArgumentException(
                        "a layer of " + layer.packedLength() + " bytes follows one of " + length);
            }
            length = layer.unpackedLength();
        }
    }

    /** Bytes of the image once all is unpacked. */
    public long unpackedLength() {
        return list.isEmpty() ? imageLength : list.getLast().unpackedLength();
    }

    /** How much of the unpacked image is there once {@code offset} bytes of the image are. */
    public long settled(long offset) {
        long at = offset;
        for (Layer layer : list) {
            at = layer.settled(at);
        }
        return at;
    }

    /** How much of the unpacked image it takes to make the first {@code offset} bytes of the image. */
    public long needed(long offset) {
        long at = offset;
        for (Layer layer : list) {
            at = layer.needed(at);
        }
        return at;
    }

    /** Whether a piece of any layer begins before {@code offset} bytes of the image and does not end there. */
    public boolean isInside(long offset) {
        return settled(offset) != needed(offset);
    }

    /** The last offset up to {@code offset} that is inside of no piece of any layer. */
    public long boundaryBefore(long offset) {
        long boundary = offset;
        while (isInside(boundary)) {
            boundary = offsetOf(settled(boundary));
        }
        return boundary;
    }

    /** The offset of a byte of the unpacked image or, for content of a piece, of the outermost piece around it. */
    public long offsetOf(long place) {
        long at = place;
        for (Layer layer : list.reversed()) {
            at = layer.offsetOf(at);
        }
        return at;
    }

    /** Whether the bytes from one offset to another one, neither of which is inside of a piece, are stored as they are. */
    public boolean isPlain(long from, long to) {
        long begin = from;
        long end = to;
        for (Layer layer : list) {
            int piece = layer.pieceAtOffset(end - 1);
            if (piece >= 0 && layer.end(piece) > begin) {
                return false;
            }
            begin = layer.settled(begin);
            end = layer.settled(end);
        }
        return true;
    }
}
