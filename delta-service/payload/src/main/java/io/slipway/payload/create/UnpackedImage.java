package io.slipway.payload.create;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.slipway.payload.image.Piece;
import io.slipway.payload.script.Layer;
import io.slipway.payload.script.Layers;
import io.slipway.payload.script.Scratch;

/**
 * An image as scripts see it: with the chosen pieces unpacked.
 *
 * @param bytes as many as the layers have, unpacked
 */
record UnpackedImage(Layers layers, MemorySegment bytes) {

    /** Unpacks the chosen pieces of a source. */
    static UnpackedImage of(ExaminedImage image, ChosenPieces.OfSource chosen, Scratch scratch, Arena arena)
            throws IOException {
        Layer blocks = LayerTable.of(image.image().byteSize(), chosen.blocks());
        List<Piece> members = moved(image, chosen.members(), blocks);
        Layer inner = LayerTable.of(blocks.unpackedLength(), members);
        return unpack(image, chosen.blocks(), blocks, members, inner, scratch, arena);
    }

    /** Unpacks the chosen pieces of a target. */
    static UnpackedImage of(ExaminedImage image, ChosenPieces.OfTarget chosen, Scratch scratch, Arena arena)
            throws IOException {
        Layer blocks = LayerTable.of(image.image().byteSize(), chosen.blocks(), chosen.blockRecipes());
        List<Piece> members = moved(image, chosen.members(), blocks);
        Layer inner = LayerTable.of(blocks.unpackedLength(), members, chosen.memberRecipes());
        return unpack(image, chosen.blocks(), blocks, members, inner, scratch, arena);
    }

    /** The members where they lie if only the chosen blocks are unpacked. */
    private static List<Piece> moved(ExaminedImage image, List<Piece> members, Layer chosen) {
        Layer all = image.geometry();
        List<Piece> moved = new ArrayList<>(members.size());
        for (Piece member : members) {
            int block = all.pieceAtPlace(member.offset());
            long offset = all.offsetOf(member.offset());
            long place = chosen.settled(offset);
            if (block >= 0 && member.offset() < all.placeEnd(block)) {
                place += member.offset() - all.place(block);
            }
            moved.add(member.shifted(place - member.offset()));
        }
        return moved;
    }

    private static UnpackedImage unpack(
            ExaminedImage image,
            List<Piece> blocks,
            Layer outer,
            List<Piece> members,
            Layer inner,
            Scratch scratch,
            Arena arena)
            throws IOException {
        long length = image.image().byteSize();
        List<Layer> layers =
                Stream.of(outer, inner).filter(layer -> layer.count() > 0).toList();
        if (inner.count() == 0) {
            MemorySegment bytes = outer.count() == 0 ? image.image() : unpack(image.image(), blocks, scratch, arena);
            return new UnpackedImage(new Layers(length, layers), bytes);
        }
        try (Arena between = Arena.ofShared()) {
            MemorySegment bytes = outer.count() == 0 ? image.image() : unpack(image.image(), blocks, scratch, between);
            return new UnpackedImage(new Layers(length, layers), unpack(bytes, members, scratch, arena));
        }
    }

    private static MemorySegment unpack(MemorySegment packed, List<Piece> pieces, Scratch scratch, Arena arena)
            throws IOException {
        List<Piece> unpacked = new ArrayList<>(pieces.size());
        MemorySegment bytes = Unpacked.of(packed, pieces, unpacked::add, scratch, arena);
        if (unpacked.size() < pieces.size()) {
            throw new IllegalStateException("a piece that unpacked before does not");
        }
        return bytes;
    }
}
