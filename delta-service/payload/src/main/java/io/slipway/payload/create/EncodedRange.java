package io.slipway.payload.create;

import java.util.Arrays;

import io.slipway.payload.index.IndexEncoder;
import io.slipway.payload.index.PayloadRefusedException;

/**
 * A range that is ready to be written.
 *
 * @param length bytes of the target
 * @param unpackedLength bytes that its script makes
 * @param blob empty for a range of zeros
 */
record EncodedRange(
        boolean startsGroup, int length, int unpackedLength, byte[] blob, byte[] blobSha256, byte[] rangeSha256) {

    private static final byte[] NOTHING = {};

    static EncodedRange zero(int length, byte[] rangeSha256) {
        return new EncodedRange(false, length, 0, NOTHING, NOTHING, rangeSha256);
    }

    boolean isZero() {
        return blob.length == 0;
    }

    void addTo(IndexEncoder index) throws PayloadRefusedException {
        if (isZero()) {
            index.addZero(length, rangeSha256);
        } else {
            index.addScript(startsGroup, length, unpackedLength, blob.length, blobSha256, rangeSha256);
        }
    }

    /** Whether the first {@code length} bytes, which are some, are all zero: each equals its successor, in one vectorised comparison. */
    static boolean isZero(byte[] bytes, int length) {
        return bytes[0] == 0 && Arrays.equals(bytes, 0, length - 1, bytes, 1, length);
    }
}
