package io.slipway.payload.repack;

import java.util.Arrays;

/**
 * A block that holds bytes as they are, but not from its beginning on: what goes beyond its end is at its beginning, and what is left free is zero. erofs
 * stores what does not compress like this.
 *
 * @param skip where in the block the content begins, 0 to {@value #MAX_SKIP}
 */
public record Rotation(int skip) implements Unpacker {

    /** Largest {@link #skip}: erofs has blocks of up to 64 KiB. */
    public static final int MAX_SKIP = 65_535;

    /** @throws IllegalArgumentException if the number is out of range */
    public Rotation {
        if (skip < 0 || skip > MAX_SKIP) {
            throw new IllegalArgumentException("skip " + skip);
        }
    }

    @Override
    public byte[] unpack(byte[] packed, int length) throws UndecodableException {
        if (skip >= packed.length || length > packed.length) {
            throw new UndecodableException(length + " bytes from " + skip + " on in a block of " + packed.length);
        }
        int right = Math.min(packed.length - skip, length);
        byte[] content = Arrays.copyOfRange(packed, skip, skip + length);
        System.arraycopy(packed, 0, content, right, length - right);
        return content;
    }

    /** The block of {@code packedLength} bytes with this content; one that is too small is returned without it. */
    byte[] pack(byte[] content, int packedLength) {
        byte[] block = new byte[packedLength];
        if (skip < packedLength && content.length <= packedLength) {
            int right = Math.min(packedLength - skip, content.length);
            System.arraycopy(content, 0, block, skip, right);
            System.arraycopy(content, right, block, 0, content.length - right);
        }
        return block;
    }
}
