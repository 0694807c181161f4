package io.slipway.payload.index;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/** The rules that every field of an index of version 3 keeps to; {@code docs/payload-format.md} sections 3 and 4. */
final class IndexValidation {

    private static final byte[] NO_DIGEST = new byte[Sha256.LENGTH];

    private final ByteBuffer fields;
    private final byte[] bytes;

    /** Where the next record has to go on, in the target and in the blobs. */
    private long targetEnd;

    private long blobsEnd;
    private boolean groupBegan;

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
        validation.checkKind();
        validation.checkSizes();
        validation.checkRecords();
    }

    /** Checks magic and version. */
    static void checkBeginning(byte[] header) throws PayloadRefusedException {
        new IndexValidation(header).checkHeader();
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
        require("reserved header byte 15", 0, bytes[PayloadFormat.AT_RESERVED]);
    }

    private void checkKind() throws PayloadRefusedException {
        long sourceLength = fields.getLong(PayloadFormat.AT_SOURCE_LENGTH);
        long preambleLength = Integer.toUnsignedLong(fields.getInt(PayloadFormat.AT_PREAMBLE_LENGTH));
        switch (bytes[PayloadFormat.AT_KIND]) {
            case PayloadFormat.KIND_FULL -> {
                require("source length of a full payload", 0, sourceLength);
                require("preamble length of a full payload", 0, preambleLength);
                requireNoDigest("source digest of a full payload", PayloadFormat.AT_SOURCE_SHA256);
                requireNoDigest("preamble digest of a full payload", PayloadFormat.AT_PREAMBLE_SHA256);
            }
            case PayloadFormat.KIND_DELTA -> {
                requireAtMost("source length", PayloadFormat.MAX_IMAGE_LENGTH, sourceLength);
                requireAtMost("preamble length", PayloadFormat.MAX_PREAMBLE_LENGTH, preambleLength);
                if (preambleLength == 0) {
                    throw malformed("preamble length of a delta payload", "above 0", 0);
                }
            }
            default -> throw malformed("kind", "0 (full) or 1 (delta)", bytes[PayloadFormat.AT_KIND]);
        }
    }

    private void checkSizes() throws PayloadRefusedException {
        long rangeCount = Integer.toUnsignedLong(fields.getInt(PayloadFormat.AT_RANGE_COUNT));
        requireAtMost("range count", PayloadFormat.MAX_RANGES, rangeCount);
        requireAtMost("target length", PayloadFormat.MAX_IMAGE_LENGTH, fields.getLong(PayloadFormat.AT_TARGET_LENGTH));
        require("index length", PayloadFormat.HEADER_LENGTH + rangeCount * PayloadFormat.RECORD_LENGTH, bytes.length);
    }

    private void checkRecords() throws PayloadRefusedException {
        int rangeCount = fields.getInt(PayloadFormat.AT_RANGE_COUNT);
        for (int number = 0; number < rangeCount; number++) {
            checkRecord(number, "record " + number + ": ");
        }
        require("length of all ranges", targetEnd, fields.getLong(PayloadFormat.AT_TARGET_LENGTH));
        require("length of all blobs", blobsEnd, fields.getLong(PayloadFormat.AT_BLOBS_LENGTH));
    }

    private void checkRecord(int number, String record) throws PayloadRefusedException {
        int at = PayloadFormat.HEADER_LENGTH + number * PayloadFormat.RECORD_LENGTH;
        int operation = Byte.toUnsignedInt(bytes[at + PayloadFormat.IN_RECORD_OPERATION]);
        int flags = Byte.toUnsignedInt(bytes[at + PayloadFormat.IN_RECORD_FLAGS]);
        long length = Integer.toUnsignedLong(fields.getInt(at + PayloadFormat.IN_RECORD_LENGTH));
        long unpackedLength = Integer.toUnsignedLong(fields.getInt(at + PayloadFormat.IN_RECORD_UNPACKED_LENGTH));
        long blobLength = Integer.toUnsignedLong(fields.getInt(at + PayloadFormat.IN_RECORD_BLOB_LENGTH));
        require(record + "reserved bytes", 0, unsignedShort(at + PayloadFormat.IN_RECORD_RESERVED));
        require(record + "target offset", targetEnd, fields.getLong(at + PayloadFormat.IN_RECORD_OFFSET));
        require(record + "blob offset", blobsEnd, fields.getLong(at + PayloadFormat.IN_RECORD_BLOB_OFFSET));
        requireAtMost(record + "length", PayloadFormat.MAX_RANGE_LENGTH, length);
        if (length == 0) {
            throw malformed(record + "length", "above 0", 0);
        }
        if (operation == PayloadFormat.OPERATION_ZERO && flags == 0) {
            require(record + "unpacked length of ZERO", 0, unpackedLength);
            require(record + "blob length of ZERO", 0, blobLength);
            requireNoDigest(record + "blob digest of ZERO", at + PayloadFormat.IN_RECORD_BLOB_SHA256);
        } else if (operation == PayloadFormat.OPERATION_SCRIPT && flags <= PayloadFormat.FLAG_GROUP) {
            checkScript(record, flags, length, unpackedLength, blobLength);
        } else {
            throw new PayloadRefusedException(new Refusal.UnsupportedOperation(number, operation, flags));
        }
        targetEnd += length;
        blobsEnd += blobLength;
    }

    private void checkScript(String record, int flags, long length, long unpackedLength, long blobLength)
            throws PayloadRefusedException {
        groupBegan |= flags == PayloadFormat.FLAG_GROUP;
        if (!groupBegan) {
            throw malformed(record + "flags of the first SCRIPT", "1 (a group begins)", flags);
        }
        requireAtMost(record + "blob length", PayloadFormat.MAX_BLOB_LENGTH, blobLength);
        if (blobLength == 0) {
            throw malformed(record + "blob length of SCRIPT", "above 0", 0);
        }
        if (bytes[PayloadFormat.AT_KIND] == PayloadFormat.KIND_FULL) {
            require(record + "unpacked length in a full payload", length, unpackedLength);
        }
        requireAtMost(record + "unpacked length", PayloadFormat.MAX_STREAM_LENGTH, unpackedLength);
    }

    private void requireNoDigest(String field, int at) throws PayloadRefusedException {
        if (!Arrays.equals(bytes, at, at + Sha256.LENGTH, NO_DIGEST, 0, Sha256.LENGTH)) {
            throw new PayloadRefusedException(new Refusal.MalformedIndex(field, "all zero", "not"));
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

    private static void requireAtMost(String field, long most, long actual) throws PayloadRefusedException {
        if (actual < 0 || actual > most) {
            throw new PayloadRefusedException(new Refusal.LimitExceeded(field, most, actual));
        }
    }

    private static PayloadRefusedException malformed(String field, String expected, long actual) {
        return new PayloadRefusedException(new Refusal.MalformedIndex(field, expected, Long.toString(actual)));
    }
}
