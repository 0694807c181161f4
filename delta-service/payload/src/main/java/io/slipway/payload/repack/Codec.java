package io.slipway.payload.repack;

import java.util.Arrays;

/**
 * A compressed format, and its decoder.
 *
 * <p>Decoders take memory for what they are asked to return, and at most {@value XzDecoder#MEMORY_KIB} KiB more. They are safe for use by several threads.
 */
public enum Codec implements Unpacker {
    /** Zlib stream, RFC 1950. */
    ZLIB(new ZlibDecoder(false)),
    /** Deflate stream without a header, RFC 1951. */
    DEFLATE(new ZlibDecoder(true)),
    /** One .xz stream. */
    XZ(new XzDecoder()),
    /** One LZO1X block without a header. */
    LZO(new LzoDecoder()),
    /** One LZ4 block without a frame. */
    LZ4(new Lz4Decoder(false)),
    /** Zeros, then one LZ4 block. */
    PADDED_LZ4(new Lz4Decoder(true)),
    /** One Zstandard frame, RFC 8878. */
    ZSTD(new ZstdDecoder());

    /** Largest content that is unpacked at once: a block of the kernel's LZ4 format. Filesystems have blocks of at most 1 MiB. */
    public static final int MAX_UNPACKED = 8 << 20;

    private final Decoder decoder;

    Codec(Decoder decoder) {
        this.decoder = decoder;
    }

    /**
     * Unpacks what has a known length. Zeros behind an LZ4 block are no part of it: erofs without the feature {@code lz4_0padding} leaves them there.
     *
     * @param length 0 to {@value #MAX_UNPACKED}
     * @throws UndecodableException if the bytes do not give exactly {@code length} bytes
     */
    @Override
    public byte[] unpack(byte[] packed, int length) throws UndecodableException {
        byte[] unpacked = buffer(length);
        int found = decoder.decode(packed, unpacked);
        if (found != length) {
            throw new UndecodableException(found + " bytes instead of " + length);
        }
        return unpacked;
    }

    /**
     * Unpacks what has at most {@code limit} bytes.
     *
     * @param limit 0 to {@value #MAX_UNPACKED}
     * @throws UndecodableException if the bytes are damaged or give more
     */
    public byte[] unpackAtMost(byte[] packed, int limit) throws UndecodableException {
        byte[] unpacked = buffer(limit);
        return Arrays.copyOf(unpacked, decoder.decode(packed, unpacked));
    }

    private static byte[] buffer(int length) {
        if (length < 0 || length > MAX_UNPACKED) {
            throw new IllegalArgumentException("length " + length);
        }
        return new byte[length];
    }

    /** Decodes one format. */
    interface Decoder {

        /**
         * Decodes {@code packed} into the start of {@code unpacked}.
         *
         * @return how many bytes were decoded
         * @throws UndecodableException if the bytes are damaged or give more than there is room for
         */
        int decode(byte[] packed, byte[] unpacked) throws UndecodableException;
    }
}
