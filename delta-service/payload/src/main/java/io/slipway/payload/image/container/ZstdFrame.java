package io.slipway.payload.image.container;

import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.Packing;
import io.slipway.payload.image.UnreadableImageException;

/** One Zstandard frame. Source: RFC 8878, section 3.1.1. */
final class ZstdFrame implements ContainerFormat {

    private static final long MAGIC = 0xFD2F_B528L;
    private static final int SINGLE_SEGMENT = 0x20;
    private static final int RESERVED = 0x08;
    private static final int CHECKSUM = 0x04;
    private static final int DICTIONARY = 0x03;
    private static final int WINDOW_MANTISSA = 7;
    private static final int RLE = 1;
    private static final int LONGEST_BLOCK = 1 << 17;
    private static final int BLOCK_HEADER = 3;

    @Override
    public boolean isAt(ImageBytes bytes, long offset) throws UnreadableImageException {
        return bytes.u32(offset) == MAGIC;
    }

    @Override
    public long read(ImageBytes bytes, long offset, Members members) throws UnreadableImageException {
        int descriptor = bytes.u8(offset + 4);
        if ((descriptor & (RESERVED | DICTIONARY)) != 0) {
            throw new UnreadableImageException("a Zstandard frame has the descriptor " + descriptor);
        }
        boolean single = (descriptor & SINGLE_SEGMENT) != 0;
        int window = single ? 0 : bytes.u8(offset + 5);
        if ((window & WINDOW_MANTISSA) != 0) {
            throw new UnreadableImageException("a Zstandard frame has the window descriptor " + window);
        }
        boolean checksum = (descriptor & CHECKSUM) != 0;
        int sizeBytes = contentSizeBytes(descriptor);
        long blocks = offset + 5 + (single ? 0 : 1) + sizeBytes;
        long end = endOfBlocks(bytes, blocks) + (checksum ? 4 : 0);
        if (end > bytes.length()) {
            members.addCutStream(bytes, offset);
            return bytes.length();
        }
        members.addStream(
                bytes,
                offset,
                end - offset,
                new Packing.ZstdProgram(single ? 0 : 10 + (window >>> 3), checksum, sizeBytes > 0));
        return end;
    }

    private static int contentSizeBytes(int descriptor) {
        int flag = descriptor >>> 6;
        if (flag == 0) {
            return (descriptor & SINGLE_SEGMENT) == 0 ? 0 : 1;
        }
        return 1 << flag;
    }

    /** Where the last block ends; behind all bytes if they end before. */
    private static long endOfBlocks(ImageBytes bytes, long start) throws UnreadableImageException {
        long at = start;
        boolean last = false;
        while (!last && at + BLOCK_HEADER <= bytes.length()) {
            int header = bytes.u16(at) | bytes.u8(at + 2) << 16;
            int length = header >>> 3;
            if (length > LONGEST_BLOCK) {
                throw new UnreadableImageException("a block of Zstandard has " + length + " bytes");
            }
            at += BLOCK_HEADER + ((header >>> 1 & 3) == RLE ? 1 : length);
            last = (header & 1) != 0;
        }
        return last ? at : bytes.length() + 1;
    }
}
