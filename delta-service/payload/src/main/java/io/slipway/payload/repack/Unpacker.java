package io.slipway.payload.repack;

/** Undoes a packing. Safe for use by several threads. */
public sealed interface Unpacker permits Codec, Rotation {

    /**
     * Unpacks what has a known length.
     *
     * @param length 0 to {@value Codec#MAX_UNPACKED}
     * @throws UndecodableException if the bytes do not give exactly {@code length} bytes
     */
    byte[] unpack(byte[] packed, int length) throws UndecodableException;
}
