package io.slipway.payload.index;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;

/**
 * The authenticated and validated index of a payload, kept as the bytes it came in.
 *
 * <p>An instance exists only for bytes whose digest was the expected one and whose every field keeps to version 3, so its accessors cannot fail on
 * content. It takes 96 bytes of memory per range of target. Immutable and thread-safe.
 */
public final class PayloadIndex {

    private final byte[] bytes;
    private final ByteBuffer fields;

    private PayloadIndex(byte[] bytes) {
        this.bytes = bytes;
        this.fields = ByteBuffer.wrap(bytes);
    }

    /**
     * Refuses a length that no index of version 3 can have; to be called before memory is taken for the index.
     *
     * @throws PayloadRefusedException {@link Refusal.LimitExceeded} or {@link Refusal.MalformedIndex}
     */
    public static void checkLimits(IndexReference reference) throws PayloadRefusedException {
        long length = reference.length();
        if (length > PayloadFormat.MAX_INDEX_LENGTH) {
            throw new PayloadRefusedException(
                    new Refusal.LimitExceeded("index length", PayloadFormat.MAX_INDEX_LENGTH, length));
        }
        if (length < PayloadFormat.HEADER_LENGTH) {
            throw new PayloadRefusedException(new Refusal.MalformedIndex(
                    "index length", "at least " + PayloadFormat.HEADER_LENGTH, Long.toString(length)));
        }
    }

    /**
     * Length of the index that begins with {@code header}, which nobody has proven.
     *
     * @throws PayloadRefusedException if it is too short for a header, or begins in another way
     */
    public static long lengthByHeader(byte[] header) throws PayloadRefusedException {
        if (header.length < PayloadFormat.HEADER_LENGTH) {
            throw new PayloadRefusedException(
                    new Refusal.Truncated("the header", PayloadFormat.HEADER_LENGTH, header.length));
        }
        IndexValidation.checkBeginning(header);
        long ranges = Integer.toUnsignedLong(ByteBuffer.wrap(header).getInt(PayloadFormat.AT_RANGE_COUNT));
        return PayloadFormat.HEADER_LENGTH + ranges * PayloadFormat.RECORD_LENGTH;
    }

    /**
     * The index held in {@code content}, after its digest was found to be the expected one.
     *
     * @param content the first {@code reference.length()} bytes of a payload; copied
     * @throws PayloadRefusedException digest first, then magic, version, limits and every field
     */
    public static PayloadIndex authenticate(byte[] content, IndexReference reference) throws PayloadRefusedException {
        checkLimits(reference);
        if (content.length != reference.length()) {
            throw new PayloadRefusedException(new Refusal.Truncated("the index", reference.length(), content.length));
        }
        byte[] own = content.clone();
        Sha256 actual = Sha256.ofContent(own);
        if (!MessageDigest.isEqual(actual.bytes(), reference.sha256().bytes())) {
            throw new PayloadRefusedException(new Refusal.IndexDigestMismatch(reference.sha256(), actual));
        }
        IndexValidation.check(own);
        return new PayloadIndex(own);
    }

    /** Bytes of the image that the payload makes. */
    public long targetLength() {
        return fields.getLong(PayloadFormat.AT_TARGET_LENGTH);
    }

    /** Digest of the image that the payload makes. */
    public Sha256 targetSha256() {
        return digestAt(PayloadFormat.AT_TARGET_SHA256);
    }

    /** The image that the payload is applied to; empty for a full payload. */
    public Optional<SourceImage> source() {
        return fields.get(PayloadFormat.AT_KIND) == PayloadFormat.KIND_FULL
                ? Optional.empty()
                : Optional.of(new SourceImage(
                        fields.getLong(PayloadFormat.AT_SOURCE_LENGTH), digestAt(PayloadFormat.AT_SOURCE_SHA256)));
    }

    /** Bytes of the preamble, which follows the index; 0 in a full payload. */
    public int preambleLength() {
        return fields.getInt(PayloadFormat.AT_PREAMBLE_LENGTH);
    }

    /** Digest of the preamble. */
    public Sha256 preambleSha256() {
        return digestAt(PayloadFormat.AT_PREAMBLE_SHA256);
    }

    /** Number of ranges; 0 for an empty image. */
    public int rangeCount() {
        return fields.getInt(PayloadFormat.AT_RANGE_COUNT);
    }

    /** Bytes of the index itself, which is where the preamble starts or, without one, the first blob. */
    public int length() {
        return bytes.length;
    }

    /** Bytes of the whole payload. */
    public long payloadLength() {
        return blobsStart() + fields.getLong(PayloadFormat.AT_BLOBS_LENGTH);
    }

    /**
     * The range at {@code number}.
     *
     * @param number 0 to {@code rangeCount() - 1}
     */
    public TargetRange range(int number) {
        int at = record(number);
        return new TargetRange(
                number,
                fields.getLong(at + PayloadFormat.IN_RECORD_OFFSET),
                fields.getInt(at + PayloadFormat.IN_RECORD_LENGTH),
                fields.getInt(at + PayloadFormat.IN_RECORD_UNPACKED_LENGTH),
                bytes[at + PayloadFormat.IN_RECORD_FLAGS] == PayloadFormat.FLAG_GROUP,
                blobsStart() + fields.getLong(at + PayloadFormat.IN_RECORD_BLOB_OFFSET),
                fields.getInt(at + PayloadFormat.IN_RECORD_BLOB_LENGTH));
    }

    /**
     * Number of the range that holds a byte of the target.
     *
     * @param offset 0 to {@code targetLength() - 1}
     */
    public int rangeAt(long offset) {
        int low = 0;
        int high = rangeCount() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (fields.getLong(record(middle) + PayloadFormat.IN_RECORD_OFFSET) <= offset) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /**
     * Where a reader that wants range {@code number} and those after it has to begin: ranges of zeros can be had at once, others need the streams from the
     * beginning of their group.
     *
     * @param number 0 to {@code rangeCount()}
     */
    public int groupOf(int number) {
        int next = number;
        while (next < rangeCount() && range(next).isZero()) {
            next++;
        }
        if (next == rangeCount() || range(next).startsGroup()) {
            return number;
        }
        while (!range(next).startsGroup()) {
            next--;
        }
        return next;
    }

    private long blobsStart() {
        return (long) bytes.length + preambleLength();
    }

    /** Digest of the blob of a range, as the index names it; 64 zeros for a range without a blob. */
    public Sha256 blobSha256(int number) {
        return digestAt(record(number) + PayloadFormat.IN_RECORD_BLOB_SHA256);
    }

    /** Digest of the content of a range, as the index names it. */
    public Sha256 rangeSha256(int number) {
        return digestAt(record(number) + PayloadFormat.IN_RECORD_RANGE_SHA256);
    }

    /** Whether the blob of range {@code number} is expected to have this digest; makes no garbage. */
    public boolean blobHasDigest(int number, byte[] digest) {
        return digestEquals(record(number) + PayloadFormat.IN_RECORD_BLOB_SHA256, digest);
    }

    /** Whether the content of range {@code number} is expected to have this digest; makes no garbage. */
    public boolean rangeHasDigest(int number, byte[] digest) {
        return digestEquals(record(number) + PayloadFormat.IN_RECORD_RANGE_SHA256, digest);
    }

    private int record(int number) {
        if (number < 0 || number >= rangeCount()) {
            throw new IndexOutOfBoundsException("range " + number + " of " + rangeCount());
        }
        return PayloadFormat.HEADER_LENGTH + number * PayloadFormat.RECORD_LENGTH;
    }

    private boolean digestEquals(int at, byte[] digest) {
        return Arrays.equals(bytes, at, at + Sha256.LENGTH, digest, 0, digest.length);
    }

    private Sha256 digestAt(int at) {
        return Sha256.of(Arrays.copyOfRange(bytes, at, at + Sha256.LENGTH));
    }
}
