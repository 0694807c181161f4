package io.slipway.payload.image;

import io.slipway.payload.repack.Codec;

/** Bytes of an image that lie together and are stored in one way. */
public sealed interface Piece {

    /** First byte in the image. */
    long offset();

    /** Bytes in the image, above 0. */
    long length();

    /** Bytes of what it holds: {@link #length()} unless it is compressed. */
    long unpackedLength();

    /** The same bytes where the image is part of another one and begins at {@code start}. */
    default Piece shifted(long start) {
        return switch (this) {
            case Plain plain -> new Plain(start + plain.offset, plain.length);
            case Packed packed ->
                new Packed(start + packed.offset, packed.length, packed.packing, packed.unpackedLength);
            case Stream stream ->
                new Stream(start + stream.offset, stream.length, stream.packing, stream.unpackedLength);
        };
    }

    /** Bytes that are stored as they are. */
    record Plain(long offset, long length) implements Piece {
        /** @throws IllegalArgumentException if a number is out of range */
        public Plain {
            if (offset < 0 || length <= 0) {
                throw new IllegalArgumentException("offset " + offset + ", length " + length);
            }
        }

        @Override
        public long unpackedLength() {
            return length;
        }
    }

    /**
     * Bytes that are stored compressed.
     *
     * @param unpackedLength what decompression gave, above 0 and at most {@value #LARGEST}
     */
    record Packed(long offset, long length, Packing packing, long unpackedLength) implements Piece {

        /** Largest unpacked piece. */
        public static final int LARGEST = Codec.MAX_UNPACKED;

        /** @throws IllegalArgumentException if a number is out of range */
        public Packed {
            if (offset < 0 || length <= 0 || unpackedLength <= 0 || unpackedLength > LARGEST) {
                throw new IllegalArgumentException(
                        "offset " + offset + ", length " + length + ", unpacked " + unpackedLength);
            }
        }
    }

    /**
     * Bytes that are stored compressed, and whose content is too large to be held in memory or may be.
     *
     * @param unpackedLength what decompression gave, above 0 and at most {@value #LARGEST}
     */
    record Stream(long offset, long length, Packing packing, long unpackedLength) implements Piece {

        /** Largest unpacked stream. */
        public static final long LARGEST = 1 << 30;

        /** @throws IllegalArgumentException if a number is out of range */
        public Stream {
            if (offset < 0 || length <= 0 || unpackedLength <= 0 || unpackedLength > LARGEST) {
                throw new IllegalArgumentException(
                        "offset " + offset + ", length " + length + ", unpacked " + unpackedLength);
            }
        }
    }
}
