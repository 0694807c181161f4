package io.slipway.payload.index;

/**
 * One range of the target and how it comes about.
 *
 * @param number position in the index, from 0
 * @param offset first byte in the target
 * @param length bytes, 1 to {@value PayloadFormat#MAX_RANGE_LENGTH}
 * @param unpackedLength bytes that the script makes, before pieces are packed again; 0 for a range of zeros
 * @param startsGroup whether the streams begin anew with this range's blob
 * @param blobOffset where the blob starts, in bytes from the payload's first byte
 * @param blobLength bytes of the blob; 0 for a range of zeros
 */
public record TargetRange(
        int number, long offset, int length, int unpackedLength, boolean startsGroup, long blobOffset, int blobLength) {

    /** Whether the range consists of zero bytes, for which nothing travels. */
    public boolean isZero() {
        return blobLength == 0;
    }

    /** First byte in the target behind the range. */
    public long end() {
        return offset + length;
    }
}
