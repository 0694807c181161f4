package io.slipway.payload.inspect;

import java.util.List;

import io.slipway.payload.create.LayerTable;
import io.slipway.payload.image.ImageLayout;
import io.slipway.payload.image.Piece;
import io.slipway.payload.script.Layer;
import io.slipway.payload.script.Layers;

/**
 * Where the bytes of an image, of which everything that its filesystem has packed is unpacked, lie in a target of which a payload unpacks some pieces.
 *
 * <p>Where the two unpack a part of the image differently, its bytes are spread evenly. Immutable.
 */
final class UnpackedPlaces {

    private final Layer blocks;
    private final List<Layer> layers;

    UnpackedPlaces(ImageLayout image, Layers target) {
        blocks = LayerTable.of(
                target.imageLength(),
                image.pieces().stream()
                        .filter(piece -> !(piece instanceof Piece.Plain))
                        .toList());
        layers = target.list();
    }

    /** The place in the unpacked target of a byte of the image with all blocks unpacked; ascends with it. */
    long of(long content) {
        int block = blocks.pieceAtPlace(content);
        if (block < 0 || content >= blocks.placeEnd(block)) {
            return unpacked(blocks.offsetOf(content), layers);
        }
        long inside = content - blocks.place(block);
        if (!layers.isEmpty()) {
            Layer first = layers.getFirst();
            int piece = first.pieceAtOffset(blocks.offset(block));
            if (piece >= 0 && isSame(first, piece, block)) {
                return unpacked(first.place(piece) + inside, layers.subList(1, layers.size()));
            }
        }
        long packed = inside * blocks.length(block) / blocks.unpackedLength(block);
        return unpacked(blocks.offset(block) + packed, layers);
    }

    private boolean isSame(Layer layer, int piece, int block) {
        return layer.offset(piece) == blocks.offset(block)
                && layer.length(piece) == blocks.length(block)
                && layer.unpackedLength(piece) == blocks.unpackedLength(block);
    }

    private static long unpacked(long offset, List<Layer> layers) {
        long at = offset;
        for (Layer layer : layers) {
            at = unpacked(at, layer);
        }
        return at;
    }

    private static long unpacked(long offset, Layer layer) {
        int piece = layer.pieceAtOffset(offset);
        if (piece < 0) {
            return offset;
        }
        if (offset >= layer.end(piece)) {
            return layer.placeEnd(piece) + offset - layer.end(piece);
        }
        long inside = offset - layer.offset(piece);
        return layer.place(piece) + inside * layer.unpackedLength(piece) / layer.length(piece);
    }
}
