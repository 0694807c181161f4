package io.slipway.payload.image.container;

import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.Packing;
import io.slipway.payload.image.UnreadableImageException;

/**
 * Blocks of 8 MiB, each with its packed length before it, without an end mark: what {@code lz4 -l} makes for the kernel. Source: "LZ4 Frame Format
 * Description" of the LZ4 project, "Legacy frame".
 */
final class LegacyLz4 implements ContainerFormat {

    private static final int MAGIC = 0x184C2102;
    private static final int BLOCK = 8 << 20;

    /** {@code LZ4_COMPRESSBOUND} of a block. */
    private static final int LONGEST = BLOCK + BLOCK / 255 + 16;

    @Override
    public boolean isAt(ImageBytes bytes, long offset) throws UnreadableImageException {
        return bytes.u32(offset) == MAGIC;
    }

    @Override
    public long read(ImageBytes bytes, long offset, Members members) throws UnreadableImageException {
        long at = offset + 4;
        boolean full = true;
        while (full && at + 4 <= bytes.length()) {
            long length = bytes.u32(at);
            if (length == 0 || length > LONGEST || length > bytes.length() - at - 4) {
                break;
            }
            full = members.addBlock(bytes, at + 4, (int) length, new Packing.Lz4Program(), BLOCK) == BLOCK;
            at += 4 + length;
        }
        return at;
    }
}
