package io.slipway.payload.index;

import java.nio.ByteBuffer;

import io.slipway.payload.index.Operation.Codec;

/**
 * Builds the bytes of an index, range after range in ascending order.
 *
 * <p>It is told digests, not content, and trusts its caller; that what it built keeps to the format is checked by {@link PayloadIndex#authenticate}. Not
 * thread-safe.
 */
public final class IndexEncoder {

    private final ByteBuffer fields;
    private final int rangeCount;
    private int ranges;
    private long blobsLength;

    /**
     * An encoder for a target of known length.
     *
     * @param targetLength bytes of the image
     * @param rangeSize target bytes per range, a power of two from 4 KiB to 4 MiB
     * @throws PayloadRefusedException {@link Refusal.LimitExceeded} if the image is too long for this range size
     */
    public IndexEncoder(long targetLength, int rangeSize) throws PayloadRefusedException {
        if (targetLength < 0 || !PayloadFormat.isRangeSize(rangeSize)) {
            throw new IllegalArgumentException("target length " + targetLength + ", range size " + rangeSize);
        }
        long count = PayloadFormat.rangeCount(targetLength, rangeSize);
        if (count > PayloadFormat.MAX_RANGES) {
            throw new PayloadRefusedException(
                    new Refusal.LimitExceeded("range count", PayloadFormat.MAX_RANGES, count));
        }
        rangeCount = (int) count;
        fields = ByteBuffer.allocate(PayloadFormat.HEADER_LENGTH + rangeCount * PayloadFormat.RECORD_LENGTH);
        fields.put(PayloadFormat.magic());
        fields.putShort(PayloadFormat.AT_VERSION, (short) PayloadFormat.VERSION);
        fields.putShort(PayloadFormat.AT_HEADER_LENGTH, (short) PayloadFormat.HEADER_LENGTH);
        fields.putShort(PayloadFormat.AT_RECORD_LENGTH, (short) PayloadFormat.RECORD_LENGTH);
        fields.putInt(PayloadFormat.AT_RANGE_SIZE, rangeSize);
        fields.putInt(PayloadFormat.AT_RANGE_COUNT, rangeCount);
        fields.putLong(PayloadFormat.AT_TARGET_LENGTH, targetLength);
    }

    /** Bytes that the index will have; the first blob starts there. */
    public int length() {
        return fields.capacity();
    }

    /** Adds a range of zero bytes. */
    public void addZero(byte[] rangeSha256) {
        int at = nextRecord(PayloadFormat.OPERATION_ZERO, PayloadFormat.CODEC_RAW, 0);
        fields.put(at + PayloadFormat.IN_RECORD_RANGE_SHA256, rangeSha256, 0, Sha256.LENGTH);
    }

    /** Adds a range whose content is the next blob. */
    public void addData(Codec codec, int blobLength, byte[] blobSha256, byte[] rangeSha256) {
        int at = nextRecord(PayloadFormat.OPERATION_DATA, codec.code(), blobLength);
        fields.put(at + PayloadFormat.IN_RECORD_BLOB_SHA256, blobSha256, 0, Sha256.LENGTH);
        fields.put(at + PayloadFormat.IN_RECORD_RANGE_SHA256, rangeSha256, 0, Sha256.LENGTH);
    }

    /**
     * The finished index.
     *
     * @param targetSha256 digest of the whole image, 32 bytes
     * @throws IllegalStateException if ranges are missing
     */
    public byte[] finish(byte[] targetSha256) {
        if (ranges != rangeCount) {
            throw new IllegalStateException("the index has " + ranges + " of " + rangeCount + " ranges");
        }
        fields.put(PayloadFormat.AT_TARGET_SHA256, targetSha256, 0, Sha256.LENGTH);
        fields.putLong(PayloadFormat.AT_BLOBS_LENGTH, blobsLength);
        return fields.array().clone();
    }

    private int nextRecord(int operation, int codec, int blobLength) {
        if (ranges == rangeCount) {
            throw new IllegalStateException("the index has all its " + rangeCount + " ranges");
        }
        int at = PayloadFormat.HEADER_LENGTH + ranges * PayloadFormat.RECORD_LENGTH;
        fields.put(at + PayloadFormat.IN_RECORD_OPERATION, (byte) operation);
        fields.put(at + PayloadFormat.IN_RECORD_CODEC, (byte) codec);
        fields.putInt(at + PayloadFormat.IN_RECORD_BLOB_LENGTH, blobLength);
        fields.putLong(at + PayloadFormat.IN_RECORD_BLOB_OFFSET, blobsLength);
        blobsLength += blobLength;
        ranges++;
        return at;
    }
}
