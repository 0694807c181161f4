package io.slipway.payload.repack;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

final class ZlibDecoder implements Codec.Decoder {

    private final boolean raw;

    /** @param raw whether there is no header and no checksum */
    ZlibDecoder(boolean raw) {
        this.raw = raw;
    }

    @Override
    public int decode(byte[] packed, byte[] unpacked) throws UndecodableException {
        try (Inflater inflater = new Inflater(raw)) {
            inflater.setInput(packed);
            int length = 0;
            while (length < unpacked.length && !inflater.finished()) {
                int more = inflater.inflate(unpacked, length, unpacked.length - length);
                if (more == 0) {
                    break;
                }
                length += more;
            }
            if (!inflater.finished() && inflater.inflate(new byte[1]) > 0) {
                throw new UndecodableException("a zlib stream gives more than " + unpacked.length + " bytes");
            }
            if (!inflater.finished()) {
                throw new UndecodableException("a zlib stream is cut off");
            }
            return length;
        } catch (DataFormatException e) {
            throw new UndecodableException("a zlib stream is damaged: " + e.getMessage());
        }
    }
}
