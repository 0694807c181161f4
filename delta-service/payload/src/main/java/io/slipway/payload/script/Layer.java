package io.slipway.payload.script;

import java.util.Arrays;

import io.slipway.payload.repack.Unpacker;

/**
 * Which parts of an image, or of what another layer unpacks to, are packed, and where everything lies once they are unpacked. Immutable; arrays are not
 * copied.
 *
 * <p><em>Offsets</em> count packed bytes, <em>places</em> unpacked ones.
 */
public final class Layer {

    private final long packedLength;
    private final long[] offsets;
    private final int[] lengths;
    private final int[] unpackedLengths;
    private final Unpacker[] unpackers;
    private final int[] recipes;

    /** Where the content of each piece begins. */
    private final long[] places;

    private final long unpackedLength;

    /**
     * A layer with pieces that ascend and do not overlap.
     *
     * @param packedLength bytes of all
     * @param offsets first byte of each piece
     * @param lengths bytes of each
     * @param unpackedLengths bytes of the content of each
     * @param unpackers by which each is unpacked
     * @param recipes numbers of those by which each is packed again; empty in a source
     */
    public Layer(
            long packedLength,
            long[] offsets,
            int[] lengths,
            int[] unpackedLengths,
            Unpacker[] unpackers,
            int[] recipes) {
        this.packedLength = packedLength;
        this.offsets = offsets;
        this.lengths = lengths;
        this.unpackedLengths = unpackedLengths;
        this.unpackers = unpackers;
        this.recipes = recipes;
        this.places = new long[offsets.length];
        long added = 0;
        for (int i = 0; i < offsets.length; i++) {
            places[i] = offsets[i] + added;
            added += unpackedLengths[i] - lengths[i];
        }
        this.unpackedLength = packedLength + added;
    }

    /** Number of packed pieces. */
    public int count() {
        return offsets.length;
    }

    /** First byte of a piece. */
    public long offset(int piece) {
        return offsets[piece];
    }

    /** Bytes of a piece. */
    public int length(int piece) {
        return lengths[piece];
    }

    /** Behind the last byte of a piece. */
    public long end(int piece) {
        return offsets[piece] + lengths[piece];
    }

    /** Bytes of the content of a piece. */
    public int unpackedLength(int piece) {
        return unpackedLengths[piece];
    }

    /** What unpacks a piece. */
    public Unpacker unpacker(int piece) {
        return unpackers[piece];
    }

    /** Number of the recipe by which a piece of a target is packed. */
    public int recipe(int piece) {
        return recipes[piece];
    }

    /** Where the content of a piece begins. */
    public long place(int piece) {
        return places[piece];
    }

    /** Behind the content of a piece. */
    public long placeEnd(int piece) {
        return places[piece] + unpackedLengths[piece];
    }

    /** Bytes of all, packed. */
    public long packedLength() {
        return packedLength;
    }

    /** Bytes of all, unpacked. */
    public long unpackedLength() {
        return unpackedLength;
    }

    /** The last piece that begins at or before an offset; -1 if all begin behind it. */
    public int pieceAtOffset(long offset) {
        return lastAt(offsets, offset);
    }

    /** The last piece whose content begins at or before a place; -1 if all begin behind it. */
    public int pieceAtPlace(long place) {
        return lastAt(places, place);
    }

    private static int lastAt(long[] sorted, long at) {
        int i = Arrays.binarySearch(sorted, at);
        return i < 0 ? -i - 2 : i;
    }

    /** Whether an offset is behind a piece's first byte and before its end. */
    public boolean isInside(long offset) {
        int piece = pieceAtOffset(offset);
        return piece >= 0 && offset > offsets[piece] && offset < end(piece);
    }

    /** How much of the unpacked bytes is there once {@code offset} packed bytes are: nothing of a piece that is not complete. */
    public long settled(long offset) {
        int piece = pieceAtOffset(offset);
        if (piece < 0) {
            return offset;
        }
        return offset < end(piece) ? places[piece] : placeEnd(piece) + offset - end(piece);
    }

    /** How many unpacked bytes it takes to make the first {@code offset} packed ones: all of a piece that has begun. */
    public long needed(long offset) {
        int piece = pieceAtOffset(offset);
        if (piece < 0) {
            return offset;
        }
        if (offset == offsets[piece]) {
            return places[piece];
        }
        return placeEnd(piece) + Math.max(0, offset - end(piece));
    }

    /** The offset of an unpacked byte or, for content of a piece, of the piece. */
    public long offsetOf(long place) {
        int piece = pieceAtPlace(place);
        if (piece < 0) {
            return place;
        }
        return place < placeEnd(piece) ? offsets[piece] : end(piece) + place - placeEnd(piece);
    }
}
