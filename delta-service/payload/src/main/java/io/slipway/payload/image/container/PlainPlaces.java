package io.slipway.payload.image.container;

import java.util.Arrays;
import java.util.List;

import io.slipway.payload.image.Piece;

/** Translates places in the unpacked image to places in the image, where that stores them as they are. */
final class PlainPlaces {

    private final List<Piece> pieces;
    private final long[] unpackedOffsets;

    PlainPlaces(List<Piece> pieces) {
        this.pieces = pieces;
        unpackedOffsets = new long[pieces.size()];
        long unpacked = 0;
        for (int i = 0; i < unpackedOffsets.length; i++) {
            unpackedOffsets[i] = unpacked;
            unpacked += pieces.get(i).unpackedLength();
        }
    }

    /** Where bytes of the unpacked image lie in the image, or -1 if they do not lie together in one plain piece. */
    long imageOffset(long unpackedOffset, long length) {
        int i = Arrays.binarySearch(unpackedOffsets, unpackedOffset);
        int number = i < 0 ? -i - 2 : i;
        if (number < 0 || !(pieces.get(number) instanceof Piece.Plain plain)) {
            return -1;
        }
        long inside = unpackedOffset - unpackedOffsets[number];
        return length <= plain.length() - inside ? plain.offset() + inside : -1;
    }
}
