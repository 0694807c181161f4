package io.slipway.payload.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects the compressed pieces of an image in any order and fills up what is between them, so that places in the image can be translated to places in the
 * unpacked image. Not thread-safe.
 *
 * <p>The unpacked image may be at most {@value #MAX_EXPANSION} times as large as the image, plus {@value #FREE_EXPANSION} bytes: an image of a few megabytes
 * cannot keep a server busy for days.
 */
public final class PackedPieces {

    /** Most pieces that are compressed. */
    public static final int MAX_PIECES = 1 << 22;

    /** Largest unpacked block of a filesystem that is taken. */
    public static final int LARGEST_BLOCK = 1 << 20;

    private static final int MAX_EXPANSION = 64;
    private static final int FREE_EXPANSION = 1 << 26;

    private final long imageLength;
    private final Map<Long, Piece.Packed> packed = new HashMap<>();
    private long unpackedLength;

    /** @param imageLength in bytes */
    public PackedPieces(long imageLength) {
        this.imageLength = imageLength;
    }

    /** Most bytes that all pieces of an image of this length may unpack to. */
    public static long allowedFor(long imageLength) {
        return Math.min(imageLength, Long.MAX_VALUE / (2 * MAX_EXPANSION)) * MAX_EXPANSION + FREE_EXPANSION;
    }

    /**
     * Adds a piece, which may have been added before.
     *
     * @throws UnreadableImageException if it is not inside the image, another one was added at its offset, or there are too many
     */
    public void add(long offset, long length, Packing packing, long unpacked) throws UnreadableImageException {
        if (offset < 0 || length <= 0 || length > imageLength - offset) {
            throw new UnreadableImageException(
                    "a block of " + length + " bytes at " + offset + " is outside the image");
        }
        if (unpacked <= 0 || unpacked > LARGEST_BLOCK) {
            throw new UnreadableImageException("the block at " + offset + " unpacks to " + unpacked + " bytes");
        }
        Piece.Packed piece = new Piece.Packed(offset, length, packing, unpacked);
        Piece.Packed before = packed.putIfAbsent(offset, piece);
        if (before != null) {
            if (!before.equals(piece)) {
                throw new UnreadableImageException("two different blocks begin at " + offset);
            }
            return;
        }
        unpackedLength += unpacked;
        if (packed.size() > MAX_PIECES || unpackedLength > allowedFor(imageLength)) {
            throw new UnreadableImageException(packed.size() + " blocks that unpack to " + unpackedLength
                    + " bytes are too much for an image of " + imageLength);
        }
    }

    /**
     * The partition of the image; nothing may be added afterwards.
     *
     * @throws UnreadableImageException if pieces overlap
     */
    public Partition partition() throws UnreadableImageException {
        List<Piece.Packed> sorted = new ArrayList<>(packed.values());
        sorted.sort(Comparator.comparingLong(Piece.Packed::offset));
        List<Piece> pieces = new ArrayList<>(2 * sorted.size() + 1);
        long end = 0;
        for (Piece.Packed piece : sorted) {
            if (piece.offset() < end) {
                throw new UnreadableImageException("blocks overlap at " + piece.offset());
            }
            if (piece.offset() > end) {
                pieces.add(new Piece.Plain(end, piece.offset() - end));
            }
            pieces.add(piece);
            end = piece.offset() + piece.length();
        }
        if (end < imageLength) {
            pieces.add(new Piece.Plain(end, imageLength - end));
        }
        return new Partition(pieces);
    }

    /** An image's pieces, with the place of each in the unpacked image. */
    public static final class Partition {

        private final List<Piece> pieces;
        private final long[] offsets;
        private final long[] unpackedOffsets;

        private Partition(List<Piece> pieces) {
            this.pieces = List.copyOf(pieces);
            offsets = new long[pieces.size()];
            unpackedOffsets = new long[pieces.size()];
            long unpacked = 0;
            for (int i = 0; i < offsets.length; i++) {
                offsets[i] = pieces.get(i).offset();
                unpackedOffsets[i] = unpacked;
                unpacked += pieces.get(i).unpackedLength();
            }
        }

        /** The pieces, ascending, without gaps. */
        public List<Piece> pieces() {
            return pieces;
        }

        /** Whether the byte at {@code offset} of the image is stored as it is. */
        public boolean isPlain(long offset) {
            int i = pieceAt(offset);
            return i >= 0 && pieces.get(i) instanceof Piece.Plain;
        }

        /**
         * Where the content of the compressed piece at {@code offset} begins in the unpacked image.
         *
         * @throws UnreadableImageException if none begins there
         */
        public long unpackedOffset(long offset) throws UnreadableImageException {
            int i = Arrays.binarySearch(offsets, offset);
            if (i < 0 || pieces.get(i) instanceof Piece.Plain) {
                throw new UnreadableImageException("no compressed block begins at " + offset);
            }
            return unpackedOffsets[i];
        }

        /**
         * Where bytes that are stored as they are lie in the unpacked image.
         *
         * @throws UnreadableImageException if one of them is outside of the image or compressed
         */
        public long plainOffset(long offset, long length) throws UnreadableImageException {
            int i = pieceAt(offset);
            if (i < 0
                    || !(pieces.get(i) instanceof Piece.Plain plain)
                    || length > plain.offset() + plain.length() - offset) {
                throw new UnreadableImageException(
                        length + " bytes at " + offset + " are outside the image or part of a compressed block");
            }
            return unpackedOffsets[i] + offset - plain.offset();
        }

        /** Number of the piece that covers an offset or, behind the image, of the last. */
        private int pieceAt(long offset) {
            int i = Arrays.binarySearch(offsets, offset);
            return i < 0 ? -i - 2 : i;
        }
    }
}
