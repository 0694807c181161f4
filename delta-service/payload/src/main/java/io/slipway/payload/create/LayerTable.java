package io.slipway.payload.create;

import java.util.List;
import java.util.function.ToIntFunction;

import io.slipway.payload.image.Piece;
import io.slipway.payload.image.Unpacking;
import io.slipway.payload.repack.Unpacker;
import io.slipway.payload.script.Layer;

/** Makes layers of pieces. */
public final class LayerTable {

    private static final int[] NO_RECIPES = {};

    private LayerTable() {}

    /** A layer of a source. */
    public static Layer of(long packedLength, List<Piece> pieces) {
        return of(packedLength, pieces, NO_RECIPES);
    }

    /** A layer of a target, whose pieces have recipes with these numbers. */
    static Layer of(long packedLength, List<Piece> pieces, int[] recipes) {
        return new Layer(
                packedLength,
                pieces.stream().mapToLong(Piece::offset).toArray(),
                ints(pieces, piece -> (int) piece.length()),
                ints(pieces, piece -> (int) piece.unpackedLength()),
                pieces.stream().map(LayerTable::unpackerOf).toArray(Unpacker[]::new),
                recipes);
    }

    private static int[] ints(List<Piece> pieces, ToIntFunction<Piece> number) {
        return pieces.stream().mapToInt(number).toArray();
    }

    static Unpacker unpackerOf(Piece piece) {
        return switch (piece) {
            case Piece.Plain _ -> throw new IllegalArgumentException("nothing is packed there");
            case Piece.Packed packed -> Unpacking.unpackerOf(packed.packing());
            case Piece.Stream stream -> Unpacking.unpackerOf(stream.packing());
        };
    }
}
