package io.slipway.payload.repack;

import io.airlift.compress.v3.MalformedInputException;
import io.airlift.compress.v3.lzo.LzoDecompressor;

final class LzoDecoder implements Codec.Decoder {

    @Override
    public int decode(byte[] packed, byte[] unpacked) throws UndecodableException {
        try {
            return new LzoDecompressor().decompress(packed, 0, packed.length, unpacked, 0, unpacked.length);
        } catch (MalformedInputException | IllegalArgumentException e) {
            throw new UndecodableException("an LZO block is damaged: " + e.getMessage());
        }
    }
}
