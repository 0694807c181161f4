package io.slipway.payload.index;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Builds the bytes of an index, range after range in ascending order.
 *
 * <p>It is told digests, not content, and trusts its caller; that what it built keeps to the format is checked by {@link PayloadIndex#authenticate}. Not
 * thread-safe.
 */
public final class IndexEncoder {

    private static final byte[] NO_DIGEST = new byte[Sha256.LENGTH];

    private ByteBuffer fields = ByteBuffer.allocate(PayloadFormat.HEADER_LENGTH + 64 * PayloadFormat.RECORD_LENGTH);
    private int ranges;
    private long targetLength;
    private long blobsLength;

    /** Number of ranges so far. */
    public int ranges() {
        return ranges;
    }

    /**
     * Adds a range of zero bytes.
     *
     * @throws PayloadRefusedException {@link Refusal.LimitExceeded} if the image has too many ranges
     */
    public void addZero(int length, byte[] rangeSha256) throws PayloadRefusedException {
        add(PayloadFormat.OPERATION_ZERO, 0, length, 0, 0, NO_DIGEST, rangeSha256);
    }

    /**
     * Adds a range that the next blob makes.
     *
     * @throws PayloadRefusedException {@link Refusal.LimitExceeded} if the image has too many ranges
     */
    public void addScript(
            boolean startsGroup, int length, int unpackedLength, int blobLength, byte[] blobSha256, byte[] rangeSha256)
            throws PayloadRefusedException {
        add(
                PayloadFormat.OPERATION_SCRIPT,
                startsGroup ? PayloadFormat.FLAG_GROUP : 0,
                length,
                unpackedLength,
                blobLength,
                blobSha256,
                rangeSha256);
    }

    private void add(
            int operation, int flags, int length, int unpackedLength, int blobLength, byte[] blob, byte[] range)
            throws PayloadRefusedException {
        if (ranges == PayloadFormat.MAX_RANGES) {
            throw new PayloadRefusedException(
                    new Refusal.LimitExceeded("range count", PayloadFormat.MAX_RANGES, ranges + 1L));
        }
        int at = PayloadFormat.HEADER_LENGTH + ranges * PayloadFormat.RECORD_LENGTH;
        if (at + PayloadFormat.RECORD_LENGTH > fields.capacity()) {
            fields = ByteBuffer.wrap(Arrays.copyOf(fields.array(), 2 * fields.capacity()));
        }
        fields.put(at + PayloadFormat.IN_RECORD_OPERATION, (byte) operation);
        fields.put(at + PayloadFormat.IN_RECORD_FLAGS, (byte) flags);
        fields.putInt(at + PayloadFormat.IN_RECORD_LENGTH, length);
        fields.putInt(at + PayloadFormat.IN_RECORD_UNPACKED_LENGTH, unpackedLength);
        fields.putInt(at + PayloadFormat.IN_RECORD_BLOB_LENGTH, blobLength);
        fields.putLong(at + PayloadFormat.IN_RECORD_OFFSET, targetLength);
        fields.putLong(at + PayloadFormat.IN_RECORD_BLOB_OFFSET, blobsLength);
        fields.put(at + PayloadFormat.IN_RECORD_BLOB_SHA256, blob, 0, Sha256.LENGTH);
        fields.put(at + PayloadFormat.IN_RECORD_RANGE_SHA256, range, 0, Sha256.LENGTH);
        targetLength += length;
        blobsLength += blobLength;
        ranges++;
    }

    /** The finished index of a full payload. */
    public byte[] finishFull(byte[] targetSha256) {
        fields.put(PayloadFormat.AT_KIND, (byte) PayloadFormat.KIND_FULL);
        return finish(targetSha256);
    }

    /**
     * The finished index of a delta payload.
     *
     * @param preamble what precedes the first blob
     */
    public byte[] finishDelta(byte[] targetSha256, SourceImage source, byte[] preamble) {
        fields.put(PayloadFormat.AT_KIND, (byte) PayloadFormat.KIND_DELTA);
        fields.putLong(PayloadFormat.AT_SOURCE_LENGTH, source.length());
        fields.put(PayloadFormat.AT_SOURCE_SHA256, source.sha256().bytes());
        fields.putInt(PayloadFormat.AT_PREAMBLE_LENGTH, preamble.length);
        fields.put(PayloadFormat.AT_PREAMBLE_SHA256, Sha256.ofContent(preamble).bytes());
        return finish(targetSha256);
    }

    private byte[] finish(byte[] targetSha256) {
        fields.put(0, PayloadFormat.magic());
        fields.putShort(PayloadFormat.AT_VERSION, (short) PayloadFormat.VERSION);
        fields.putShort(PayloadFormat.AT_HEADER_LENGTH, (short) PayloadFormat.HEADER_LENGTH);
        fields.putShort(PayloadFormat.AT_RECORD_LENGTH, (short) PayloadFormat.RECORD_LENGTH);
        fields.putInt(PayloadFormat.AT_RANGE_COUNT, ranges);
        fields.putLong(PayloadFormat.AT_TARGET_LENGTH, targetLength);
        fields.putLong(PayloadFormat.AT_BLOBS_LENGTH, blobsLength);
        fields.put(PayloadFormat.AT_TARGET_SHA256, targetSha256, 0, Sha256.LENGTH);
        return Arrays.copyOf(fields.array(), PayloadFormat.HEADER_LENGTH + ranges * PayloadFormat.RECORD_LENGTH);
    }
}
