package io.slipway.payload.index;

import java.util.HexFormat;

/**
 * The numbers of payload format version 1: offsets, sizes and limits, as in {@code docs/payload-format.md}.
 *
 * <p>All integers are unsigned and big-endian; every value that version 1 permits fits the signed Java type of the same size.
 */
public final class PayloadFormat {

    /** The version written and read here. */
    public static final int VERSION = 1;

    /** Bytes of the header. */
    public static final int HEADER_LENGTH = 80;

    /** Bytes of one record of the index. */
    public static final int RECORD_LENGTH = 80;

    /** Target bytes per range unless the writer is told otherwise: 1 MiB. */
    public static final int DEFAULT_RANGE_SIZE = 1 << 20;

    /** Smallest permitted range size: 4 KiB. */
    public static final int MIN_RANGE_SIZE = 1 << 12;

    /** Largest permitted range size: 4 MiB. It bounds a reader's buffers. */
    public static final int MAX_RANGE_SIZE = 1 << 22;

    /** Most ranges of one payload. With {@link #DEFAULT_RANGE_SIZE} the target may have 128 GiB. */
    public static final int MAX_RANGES = 1 << 17;

    /** Most bytes of an index, about 10 MiB. */
    public static final int MAX_INDEX_LENGTH = HEADER_LENGTH + MAX_RANGES * RECORD_LENGTH;

    static final int MAGIC_LENGTH = 8;
    static final int AT_VERSION = 8;
    static final int AT_HEADER_LENGTH = 10;
    static final int AT_RECORD_LENGTH = 12;
    static final int AT_HEADER_RESERVED = 14;
    static final int AT_RANGE_SIZE = 16;
    static final int AT_RANGE_COUNT = 20;
    static final int AT_TARGET_LENGTH = 24;
    static final int AT_BLOBS_LENGTH = 32;
    static final int AT_TARGET_SHA256 = 40;
    static final int AT_HEADER_TAIL = 72;

    static final int IN_RECORD_OPERATION = 0;
    static final int IN_RECORD_CODEC = 1;
    static final int IN_RECORD_RESERVED = 2;
    static final int IN_RECORD_BLOB_LENGTH = 4;
    static final int IN_RECORD_BLOB_OFFSET = 8;
    static final int IN_RECORD_BLOB_SHA256 = 16;
    static final int IN_RECORD_RANGE_SHA256 = 48;

    static final int OPERATION_ZERO = 0;
    static final int OPERATION_DATA = 1;
    static final int CODEC_RAW = 0;
    static final int CODEC_ZSTD = 1;

    private static final byte[] MAGIC = HexFormat.of().parseHex("89534c500d0a1a0a");

    private PayloadFormat() {}

    /** The eight bytes that every payload starts with: 0x89, "SLP", CR, LF, 0x1A, LF. A new array. */
    public static byte[] magic() {
        return MAGIC.clone();
    }

    /** Whether {@code size} is a power of two between {@link #MIN_RANGE_SIZE} and {@link #MAX_RANGE_SIZE}. */
    public static boolean isRangeSize(long size) {
        return size >= MIN_RANGE_SIZE && size <= MAX_RANGE_SIZE && Long.bitCount(size) == 1;
    }

    /** Number of ranges of a target: the last one may be short, an empty target has none. */
    public static long rangeCount(long targetLength, int rangeSize) {
        return targetLength / rangeSize + (targetLength % rangeSize == 0 ? 0 : 1);
    }
}
