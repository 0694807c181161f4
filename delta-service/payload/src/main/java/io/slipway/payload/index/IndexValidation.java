package io.slipway.payload.index;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/** The rules that every field of an index of version 1 keeps to; {@code docs/payload-format.md} sections 3 and 4. */
final class IndexValidation {

    private static final byte[] NO_DIGEST = new byte[Sha256.LENGTH];

    private final ByteBuffer fields;
    private final byte[] bytes;

    private IndexValidation(byte[] bytes) {
        this.bytes = bytes;
        this.fields = ByteBuffer.wrap(bytes);
    }

    /**
     * Checks all fields.
     *
     * @param bytes an authenticated index, at least a header long
     */
    static void check(byte[] bytes) throws PayloadRefusedException {
        IndexValidation validation = new IndexValidation(bytes);
        validation.checkHeader();
        validation.checkRecords();
    }

    private void checkHeader() throws PayloadRefusedException {
        byte[] magic = Arrays.copyOf(bytes, PayloadFormat.MAGIC_LENGTH);
        if (!Arrays.equals(magic, PayloadFormat.magic())) {
            throw new PayloadRefusedException(
                    new Refusal.BadMagic(HexFormat.of().formatHex(magic)));
        }
        int version = unsignedShort(PayloadFormat.AT_VERSION);
        if (version != PayloadFormat.VERSION) {
            throw new PayloadRefusedException(new Refusal.UnsupportedVersion(version));
        }
        require("header length", PayloadFormat.HEADER_LENGTH, unsignedShort(PayloadFormat.AT_HEADER_LENGTH));
        require("record length", PayloadFormat.RECORD_LENGTH, unsignedShort(PayloadFormat.AT_RECORD_LENGTH));
        require("reserved header bytes 14-15", 0, unsignedShort(PayloadFormat.AT_HEADER_RESERVED));
        require("reserved header bytes 72-79", 0, fields.getLong(PayloadFormat.AT_HEADER_TAIL));
        checkSizes();
    }

    private void checkSizes() throws PayloadRefusedException {
        long rangeSize = Integer.toUnsignedLong(fields.getInt(PayloadFormat.AT_RANGE_SIZE));
        if (rangeSize > PayloadFormat.MAX_RANGE_SIZE) {
            throw new PayloadRefusedException(
                    new Refusal.LimitExceeded("range size", PayloadFormat.MAX_RANGE_SIZE, rangeSize));
        }
        if (!PayloadFormat.isRangeSize(rangeSize)) {
            throw malformed("range size", "a power of two from " + PayloadFormat.MIN_RANGE_SIZE, rangeSize);
        }
        long rangeCount = Integer.toUnsignedLong(fields.getInt(PayloadFormat.AT_RANGE_COUNT));
        if (rangeCount > PayloadFormat.MAX_RANGES) {
            throw new PayloadRefusedException(
                    new Refusal.LimitExceeded("range count", PayloadFormat.MAX_RANGES, rangeCount));
        }
        long targetLength = fields.getLong(PayloadFormat.AT_TARGET_LENGTH);
        long mostTarget = rangeSize * PayloadFormat.MAX_RANGES;
        if (targetLength < 0 || targetLength > mostTarget) {
            throw new PayloadRefusedException(new Refusal.LimitExceeded("target length", mostTarget, targetLength));
        }
        require("range count", PayloadFormat.rangeCount(targetLength, (int) rangeSize), rangeCount);
        require("index length", PayloadFormat.HEADER_LENGTH + rangeCount * PayloadFormat.RECORD_LENGTH, bytes.length);
    }

    private void checkRecords() throws PayloadRefusedException {
        int rangeSize = fields.getInt(PayloadFormat.AT_RANGE_SIZE);
        int rangeCount = fields.getInt(PayloadFormat.AT_RANGE_COUNT);
        long targetLength = fields.getLong(PayloadFormat.AT_TARGET_LENGTH);
        long blobsEnd = 0;
        for (int number = 0; number < rangeCount; number++) {
            int rangeLength = (int) Math.min(rangeSize, targetLength - (long) number * rangeSize);
            blobsEnd += checkRecord(number, rangeLength, blobsEnd);
        }
        require("length of all blobs", blobsEnd, fields.getLong(PayloadFormat.AT_BLOBS_LENGTH));
    }

    /** Checks one record and returns the length of its blob. */
    private long checkRecord(int number, int rangeLength, long blobsEnd) throws PayloadRefusedException {
        int at = PayloadFormat.HEADER_LENGTH + number * PayloadFormat.RECORD_LENGTH;
        int operation = Byte.toUnsignedInt(bytes[at + PayloadFormat.IN_RECORD_OPERATION]);
        int codec = Byte.toUnsignedInt(bytes[at + PayloadFormat.IN_RECORD_CODEC]);
        String record = "record " + number + ": ";
        require(record + "reserved bytes", 0, unsignedShort(at + PayloadFormat.IN_RECORD_RESERVED));
        require(record + "blob offset", blobsEnd, fields.getLong(at + PayloadFormat.IN_RECORD_BLOB_OFFSET));
        long blobLength = Integer.toUnsignedLong(fields.getInt(at + PayloadFormat.IN_RECORD_BLOB_LENGTH));
        if (operation == PayloadFormat.OPERATION_ZERO && codec == PayloadFormat.CODEC_RAW) {
            require(record + "blob length of ZERO", 0, blobLength);
            requireNoDigest(record, at + PayloadFormat.IN_RECORD_BLOB_SHA256);
        } else if (operation == PayloadFormat.OPERATION_DATA && codec == PayloadFormat.CODEC_RAW) {
            require(record + "blob length of raw DATA", rangeLength, blobLength);
        } else if (operation == PayloadFormat.OPERATION_DATA && codec == PayloadFormat.CODEC_ZSTD) {
            if (blobLength < 1 || blobLength >= rangeLength) {
                throw malformed(record + "blob length of zstd DATA", "1 to " + (rangeLength - 1), blobLength);
            }
        } else {
            throw new PayloadRefusedException(new Refusal.UnsupportedOperation(number, operation, codec));
        }
        return blobLength;
    }

    private void requireNoDigest(String record, int at) throws PayloadRefusedException {
        if (!Arrays.equals(bytes, at, at + Sha256.LENGTH, NO_DIGEST, 0, Sha256.LENGTH)) {
            throw new PayloadRefusedException(
                    new Refusal.MalformedIndex(record + "blob digest of ZERO", "all zero", "not"));
        }
    }

    private int unsignedShort(int at) {
        return Short.toUnsignedInt(fields.getShort(at));
    }

    private static void require(String field, long expected, long actual) throws PayloadRefusedException {
        if (expected != actual) {
            throw malformed(field, Long.toString(expected), actual);
        }
    }

    private static PayloadRefusedException malformed(String field, String expected, long actual) {
        return new PayloadRefusedException(new Refusal.MalformedIndex(field, expected, Long.toString(actual)));
    }
}
