package io.slipway.payload.image;

import java.io.IOException;
import java.io.OutputStream;

import io.slipway.payload.repack.Codec;
import io.slipway.payload.repack.StreamUnpacker;
import io.slipway.payload.repack.UndecodableException;
import io.slipway.payload.repack.Unpacker;

/** Undoes the compression of pieces. */
public final class Unpacking {

    private Unpacking() {}

    /**
     * The content of a piece.
     *
     * @throws UnreadableImageException if its bytes do not decompress to exactly the length that the filesystem says; the image is then not to be trusted
     */
    public static byte[] contentOf(ImageBytes image, Piece.Packed piece) throws UnreadableImageException {
        try {
            return unpackerOf(piece.packing())
                    .unpack(image.bytes(piece.offset(), (int) piece.length()), (int) piece.unpackedLength());
        } catch (UndecodableException e) {
            throw new UnreadableImageException("the block at " + piece.offset() + " is damaged: " + e.getMessage());
        }
    }

    /**
     * Writes the content of a stream, in portions.
     *
     * @throws UnreadableImageException if its bytes do not decompress to the length that the piece says
     * @throws IOException if {@code out} throws it
     */
    public static void writeContentOf(ImageBytes image, Piece.Stream piece, OutputStream out)
            throws UnreadableImageException, IOException {
        try {
            StreamUnpacker.unpackFirst(image.stream(piece.offset(), piece.length()), out, piece.unpackedLength());
        } catch (UndecodableException e) {
            throw new UnreadableImageException("the stream at " + piece.offset() + " is damaged: " + e.getMessage());
        }
    }

    /** What undoes a packing. */
    public static Unpacker unpackerOf(Packing packing) {
        return packing instanceof Packing.Rotated rotated ? rotated.rotation() : codecOf(packing);
    }

    /** What undoes a compression. */
    public static Codec codecOf(Packing packing) {
        return switch (packing) {
            case Packing.Zlib _ -> Codec.ZLIB;
            case Packing.Deflate _ -> Codec.DEFLATE;
            case Packing.Xz _ -> Codec.XZ;
            case Packing.Lzo _ -> Codec.LZO;
            case Packing.Lz4 _, Packing.Lz4Program _ -> Codec.LZ4;
            case Packing.PaddedLz4 _ -> Codec.PADDED_LZ4;
            case Packing.Zstd _, Packing.ZstdProgram _, Packing.CutZstd _ -> Codec.ZSTD;
            case Packing.Rotated _ -> throw new IllegalArgumentException("nothing is compressed there");
        };
    }
}
