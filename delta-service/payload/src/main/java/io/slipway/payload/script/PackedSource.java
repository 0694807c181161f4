package io.slipway.payload.script;

import java.util.Arrays;

import io.slipway.payload.repack.Codec;

/**
 * Where the packed pieces of a source image lie, and where everything lies once they are unpacked. Immutable; arrays are not copied.
 *
 * <p>The unpacked image is the image with the content of each piece in its place. Behind it, from {@link #unpackedLength()} on, follows the image as it
 * is, for pieces that are copied as they are.
 */
public final class PackedSource {

    private final long imageLength;
    private final long[] offsets;
    private final int[] lengths;
    private final int[] unpackedLengths;
    private final Codec[] codecs;

    /** Where the content of each piece begins in the unpacked image. */
    private final long[] places;

    private final long unpackedLength;

    /**
     * A source with pieces that ascend and do not overlap.
     *
     * @param imageLength in bytes
     * @param offsets first byte of each piece in the image
     * @param lengths bytes of each
     * @param unpackedLengths bytes of the content of each
     * @param codecs by which each is unpacked
     */
    public PackedSource(long imageLength, long[] offsets, int[] lengths, int[] unpackedLengths, Codec[] codecs) {
        this.imageLength = imageLength;
        this.offsets = offsets;
        this.lengths = lengths;
        this.unpackedLengths = unpackedLengths;
        this.codecs = codecs;
        this.places = new long[offsets.length];
        long added = 0;
        for (int i = 0; i < offsets.length; i++) {
            places[i] = offsets[i] + added;
            added += unpackedLengths[i] - lengths[i];
        }
        this.unpackedLength = imageLength + added;
    }

    /** Number of packed pieces. */
    public int count() {
        return offsets.length;
    }

    /** First byte of a piece in the image. */
    public long offset(int piece) {
        return offsets[piece];
    }

    /** Bytes of a piece in the image. */
    public int length(int piece) {
        return lengths[piece];
    }

    /** Bytes of the content of a piece. */
    public int unpackedLength(int piece) {
        return unpackedLengths[piece];
    }

    /** What unpacks a piece. */
    public Codec codec(int piece) {
        return codecs[piece];
    }

    /** Where the content of a piece begins in the unpacked image. */
    public long place(int piece) {
        return places[piece];
    }

    /** Bytes of the image. */
    public long imageLength() {
        return imageLength;
    }

    /** Bytes of the unpacked image. */
    public long unpackedLength() {
        return unpackedLength;
    }

    /** The last piece whose content begins at or before {@code at} in the unpacked image; -1 if all begin behind it. */
    int pieceBefore(long at) {
        int i = Arrays.binarySearch(places, at);
        return i < 0 ? -i - 2 : i;
    }
}
