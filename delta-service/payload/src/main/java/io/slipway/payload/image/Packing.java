package io.slipway.payload.image;

import io.slipway.payload.repack.Rotation;

/**
 * How a piece was compressed, as far as the image says. Whether compressing again gives the identical bytes is not known from this; the generator finds
 * out by trying.
 */
public sealed interface Packing {

    /**
     * Zlib stream (RFC 1950).
     *
     * @param level 1 to 9
     * @param windowBits 8 to 15
     * @param strategies the bits of squashfs's compressor options; 0 where only the default strategy was tried
     */
    record Zlib(int level, int windowBits, int strategies) implements Packing {}

    /** Deflate stream (RFC 1951) without a header, as the program {@code gzip} makes it with a level that is hardly written down. */
    record Deflate(Hint hint) implements Packing {

        /** What the header of a {@code .gz} file says of the level. Other programs than GNU gzip and zlib say what they like. */
        public enum Hint {
            /** The highest level. */
            BEST,
            /** The lowest level. */
            FASTEST,
            /** Another one. */
            NONE
        }
    }

    /**
     * One .xz stream with LZMA2 and the check CRC32.
     *
     * @param dictionarySize in bytes
     * @param filters the bits of squashfs's compressor options: branch filters that were tried
     */
    record Xz(int dictionarySize, int filters) implements Packing {}

    /**
     * LZO1X without a header.
     *
     * @param algorithm as in squashfs's compressor options; 4 is lzo1x_999
     * @param level 1 to 9 for lzo1x_999
     */
    record Lzo(int algorithm, int level) implements Packing {}

    /** One LZ4 block without a frame. */
    record Lz4(boolean highCompression) implements Packing {}

    /** One LZ4 block of up to {@value Piece.Packed#LARGEST} bytes without a frame, as the program {@code lz4} makes it with a level that is not written down. */
    record Lz4Program() implements Packing {}

    /** One LZ4 block at the end of the piece, zeros before it: erofs with the feature {@code lz4_0padding}. */
    record PaddedLz4() implements Packing {}

    /** A block that holds bytes as they are, but not from its beginning on. */
    record Rotated(Rotation rotation) implements Packing {}

    /**
     * One Zstandard frame (RFC 8878).
     *
     * @param level 1 to 22
     */
    record Zstd(int level) implements Packing {}

    /**
     * One Zstandard frame as the program {@code zstd} makes it of a file or of a pipe, with a level that is not written down. Its pieces are streams.
     *
     * @param windowLog logarithm of the window's size; 0 if the window is as large as the content
     * @param checksum whether the frame ends with a checksum
     * @param contentSize whether the frame says how long its content is
     */
    record ZstdProgram(int windowLog, boolean checksum, boolean contentSize) implements Packing {}

    /** The beginning of one Zstandard frame, which can be unpacked but not packed again. Its pieces are streams. */
    record CutZstd() implements Packing {}
}
