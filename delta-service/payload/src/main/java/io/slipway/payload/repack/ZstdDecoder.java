package io.slipway.payload.repack;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;

/** The reference decoder: the one in pure Java is for frames that were authenticated, and who repacks needs the native compressor anyway. */
final class ZstdDecoder implements Codec.Decoder {

    @Override
    public int decode(byte[] packed, byte[] unpacked) throws UndecodableException {
        try {
            return (int) Zstd.decompress(unpacked, packed);
        } catch (ZstdException e) {
            throw new UndecodableException("a Zstandard frame is damaged: " + e.getMessage());
        }
    }
}
