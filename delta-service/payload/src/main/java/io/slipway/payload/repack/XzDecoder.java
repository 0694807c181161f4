package io.slipway.payload.repack;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

import org.tukaani.xz.ArrayCache;
import org.tukaani.xz.BasicArrayCache;
import org.tukaani.xz.SingleXZInputStream;

/** Decodes streams whose dictionary fits into {@value #MEMORY_KIB} KiB, which every preset up to 6 does. */
final class XzDecoder implements Codec.Decoder {

    static final int MEMORY_KIB = 9 * 1024;

    /** Dictionaries are used again: a block of 1 MiB may ask for one of 8 MiB. */
    private static final ArrayCache ARRAYS = BasicArrayCache.getInstance();

    @Override
    public int decode(byte[] packed, byte[] unpacked) throws UndecodableException {
        try (InputStream xz = new SingleXZInputStream(new ByteArrayInputStream(packed), MEMORY_KIB, true, ARRAYS)) {
            int length = xz.readNBytes(unpacked, 0, unpacked.length);
            if (length == unpacked.length && xz.read() >= 0) {
                throw new UndecodableException("an xz stream gives more than " + unpacked.length + " bytes");
            }
            return length;
        } catch (IOException e) {
            throw new UndecodableException("an xz stream is damaged: " + e.getMessage());
        }
    }
}
