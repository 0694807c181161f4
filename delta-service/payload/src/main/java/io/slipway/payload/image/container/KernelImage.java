package io.slipway.payload.image.container;

import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.UnreadableImageException;

/** A kernel for x86 with a compressed one in it. Source: Linux kernel documentation, "The Linux/x86 Boot Protocol", since 2.08. */
final class KernelImage implements ContainerFormat {

    private static final int SETUP_SECTORS = 0x1F1;
    private static final int MAGIC_OFFSET = 0x202;
    private static final long MAGIC = 0x5372_6448;
    private static final int VERSION = 0x206;
    private static final int FIRST_VERSION = 0x208;
    private static final int PAYLOAD_OFFSET = 0x248;
    private static final int PAYLOAD_LENGTH = 0x24C;
    private static final int HEADER_LENGTH = 0x250;
    private static final int SECTOR = 512;
    private static final int DEFAULT_SECTORS = 4;

    @Override
    public boolean isAt(ImageBytes bytes, long offset) throws UnreadableImageException {
        return bytes.length() - offset >= HEADER_LENGTH
                && bytes.u32(offset + MAGIC_OFFSET) == MAGIC
                && bytes.u16(offset + VERSION) >= FIRST_VERSION;
    }

    @Override
    public long read(ImageBytes bytes, long offset, Members members) throws UnreadableImageException {
        int sectors = bytes.u8(offset + SETUP_SECTORS);
        long payload = offset
                + (1L + (sectors == 0 ? DEFAULT_SECTORS : sectors)) * SECTOR
                + bytes.u32(offset + PAYLOAD_OFFSET);
        long end = Math.min(bytes.length(), payload + bytes.u32(offset + PAYLOAD_LENGTH));
        CompressedSequence.read(bytes.slice(0, end), payload, members);
        return end;
    }
}
