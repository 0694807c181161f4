package io.slipway.payload.image.container;

import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.Packing;
import io.slipway.payload.image.UnreadableImageException;

/**
 * A frame of LZ4 whose blocks do not refer to each other, as the program {@code lz4} makes it. Source: "LZ4 Frame Format Description" of the LZ4 project,
 * version 1.6.
 */
final class Lz4Frame implements ContainerFormat {

    private static final int MAGIC = 0x184D2204;
    private static final int VERSION = 0x40;
    private static final int VERSION_AND_RESERVED = 0xC2;
    private static final int INDEPENDENT = 0x20;
    private static final int BLOCK_CHECKSUM = 0x10;
    private static final int CONTENT_SIZE = 0x08;
    private static final int CONTENT_CHECKSUM = 0x04;
    private static final int DICTIONARY = 0x01;
    private static final long STORED = 0x8000_0000L;
    private static final int CHECKSUM_LENGTH = 4;

    @Override
    public boolean isAt(ImageBytes bytes, long offset) throws UnreadableImageException {
        return bytes.u32(offset) == MAGIC;
    }

    @Override
    public long read(ImageBytes bytes, long offset, Members members) throws UnreadableImageException {
        int flags = bytes.u8(offset + 4);
        int largest = largestBlock(bytes.u8(offset + 5));
        if ((flags & VERSION_AND_RESERVED) != VERSION || (flags & INDEPENDENT) == 0 || (flags & DICTIONARY) != 0) {
            throw new UnreadableImageException("a frame of LZ4 has the flags " + flags);
        }
        long at = offset + 7 + ((flags & CONTENT_SIZE) != 0 ? 8 : 0);
        for (long header = bytes.u32(at); header != 0; header = bytes.u32(at)) {
            long length = header & STORED - 1;
            if (length == 0 || length > largest) {
                throw new UnreadableImageException("a block of LZ4 has " + length + " bytes");
            }
            if ((header & STORED) == 0) {
                members.addBlock(bytes, at + 4, (int) length, new Packing.Lz4Program(), largest);
            }
            at += 4 + length + ((flags & BLOCK_CHECKSUM) != 0 ? CHECKSUM_LENGTH : 0);
        }
        return at + 4 + ((flags & CONTENT_CHECKSUM) != 0 ? CHECKSUM_LENGTH : 0);
    }

    private static int largestBlock(int descriptor) throws UnreadableImageException {
        int number = descriptor >>> 4;
        if (number < 4 || number > 7 || (descriptor & 15) != 0) {
            throw new UnreadableImageException("a frame of LZ4 has the block descriptor " + descriptor);
        }
        return 1 << 8 + 2 * number;
    }
}
