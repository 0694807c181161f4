package io.slipway.payload.image.container;

import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.Packing;
import io.slipway.payload.image.Packing.Deflate.Hint;
import io.slipway.payload.image.UnreadableImageException;

/** One member of a {@code .gz} file: a header, a deflate stream, a checksum and a length. Source: RFC 1952, section 2.3. */
final class GzipMember implements ContainerFormat {

    private static final int MAGIC = 0x8B1F;
    private static final int DEFLATE = 8;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int HEADER_CHECKSUM = 2;
    private static final int RESERVED = 0xE0;
    private static final int EXTRA_FLAGS = 8;
    private static final int BEST = 2;
    private static final int FASTEST = 4;
    private static final int LONGEST_TEXT = 4096;
    private static final int TRAILER = 8;

    @Override
    public boolean isAt(ImageBytes bytes, long offset) throws UnreadableImageException {
        return bytes.u16(offset) == MAGIC && bytes.u8(offset + 2) == DEFLATE;
    }

    @Override
    public long read(ImageBytes bytes, long offset, Members members) throws UnreadableImageException {
        int flags = bytes.u8(offset + 3);
        if ((flags & RESERVED) != 0) {
            throw new UnreadableImageException("a member of a .gz file has the flags " + flags);
        }
        long at = offset + 10;
        if ((flags & EXTRA) != 0) {
            at += 2 + bytes.u16(at);
        }
        for (int text : new int[] {NAME, COMMENT}) {
            if ((flags & text) != 0) {
                at = endOfText(bytes, at);
            }
        }
        if ((flags & HEADER_CHECKSUM) != 0) {
            at += 2;
        }
        Packing.Deflate packing = new Packing.Deflate(hint(bytes.u8(offset + EXTRA_FLAGS)));
        return members.addDeflated(bytes, at, packing) + TRAILER;
    }

    private static Hint hint(int extraFlags) {
        return switch (extraFlags) {
            case BEST -> Hint.BEST;
            case FASTEST -> Hint.FASTEST;
            default -> Hint.NONE;
        };
    }

    private static long endOfText(ImageBytes bytes, long start) throws UnreadableImageException {
        for (long at = start; at < start + LONGEST_TEXT; at++) {
            if (bytes.u8(at) == 0) {
                return at + 1;
            }
        }
        throw new UnreadableImageException("a member of a .gz file has too long a name");
    }
}
