package io.slipway.payload.index;

import java.util.HexFormat;

/**
 * The numbers of payload format version 3: offsets, sizes and limits, as in {@code docs/payload-format.md}.
 *
 * <p>All integers are unsigned and big-endian; every value that version 3 permits fits the signed Java type of the same size.
 */
public final class PayloadFormat {

    /** The version written and read here. */
    public static final int VERSION = 3;

    /** Bytes of the header. */
    public static final int HEADER_LENGTH = 144;

    /** Bytes of one record of the index. */
    public static final int RECORD_LENGTH = 96;

    /** Most target bytes of a range: 4 MiB. It bounds a reader's buffers. */
    public static final int MAX_RANGE_LENGTH = 1 << 22;

    /** Most bytes of the content of a stream that is packed in the target: 1 GiB. */
    public static final int MAX_STREAM_LENGTH = 1 << 30;

    /** Most bytes of a blob: a range of bytes that do not compress, and what its packing adds. */
    public static final int MAX_BLOB_LENGTH = MAX_RANGE_LENGTH + (1 << 16);

    /** Most bytes of a preamble: 8 MiB. */
    public static final int MAX_PREAMBLE_LENGTH = 1 << 23;

    /** Most ranges of one payload. With ranges of 1 MiB the target may have 128 GiB. */
    public static final int MAX_RANGES = 1 << 17;

    /** Most bytes of an image: 512 GiB. */
    public static final long MAX_IMAGE_LENGTH = (long) MAX_RANGES * MAX_RANGE_LENGTH;

    /** Most bytes of an index, about 12 MiB. */
    public static final int MAX_INDEX_LENGTH = HEADER_LENGTH + MAX_RANGES * RECORD_LENGTH;

    static final int MAGIC_LENGTH = 8;
    static final int AT_VERSION = 8;
    static final int AT_HEADER_LENGTH = 10;
    static final int AT_RECORD_LENGTH = 12;
    static final int AT_KIND = 14;
    static final int AT_RESERVED = 15;
    static final int AT_RANGE_COUNT = 16;
    static final int AT_PREAMBLE_LENGTH = 20;
    static final int AT_TARGET_LENGTH = 24;
    static final int AT_BLOBS_LENGTH = 32;
    static final int AT_TARGET_SHA256 = 40;
    static final int AT_SOURCE_LENGTH = 72;
    static final int AT_SOURCE_SHA256 = 80;
    static final int AT_PREAMBLE_SHA256 = 112;

    static final int IN_RECORD_OPERATION = 0;
    static final int IN_RECORD_FLAGS = 1;
    static final int IN_RECORD_RESERVED = 2;
    static final int IN_RECORD_LENGTH = 4;
    static final int IN_RECORD_UNPACKED_LENGTH = 8;
    static final int IN_RECORD_BLOB_LENGTH = 12;
    static final int IN_RECORD_OFFSET = 16;
    static final int IN_RECORD_BLOB_OFFSET = 24;
    static final int IN_RECORD_BLOB_SHA256 = 32;
    static final int IN_RECORD_RANGE_SHA256 = 64;

    static final int KIND_FULL = 0;
    static final int KIND_DELTA = 1;
    static final int OPERATION_ZERO = 0;
    static final int OPERATION_SCRIPT = 1;
    static final int FLAG_GROUP = 1;

    private static final byte[] MAGIC = HexFormat.of().parseHex("89534c500d0a1a0a");

    private PayloadFormat() {}

    /** The eight bytes that every payload starts with: 0x89, "SLP", CR, LF, 0x1A, LF. A new array. */
    public static byte[] magic() {
        return MAGIC.clone();
    }
}
