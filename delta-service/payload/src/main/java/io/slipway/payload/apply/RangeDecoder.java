package io.slipway.payload.apply;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;

import io.airlift.compress.v3.zstd.ZstdJavaDecompressor;

import io.slipway.payload.index.Operation.Data;
import io.slipway.payload.index.Operation.Zero;
import io.slipway.payload.index.PayloadIndex;
import io.slipway.payload.index.PayloadRefusedException;
import io.slipway.payload.index.Refusal;
import io.slipway.payload.index.Sha256;
import io.slipway.payload.index.TargetRange;

/** Turns the blobs of a payload into the content of ranges, in two buffers of one range each that are used again and again. Not thread-safe. */
final class RangeDecoder {

    private final PayloadIndex index;
    private final MessageDigest sha256 = Sha256.newDigest();
    private final ZstdJavaDecompressor zstd = new ZstdJavaDecompressor();
    private final ByteBuffer blob;
    private final ByteBuffer content;
    private final byte[] digest = new byte[Sha256.LENGTH];
    private final byte[] zeroDigest;

    RangeDecoder(PayloadIndex index) {
        this.index = index;
        this.blob = ByteBuffer.allocate(index.rangeSize());
        this.content = ByteBuffer.allocate(index.rangeSize());
        this.zeroDigest = sha256.digest(content.array());
    }

    /**
     * The content of {@code range}, valid until the next call. It has the digest that the index names.
     *
     * @param blobs positioned at the blob of the range, if it has one; is read to the blob's end
     */
    ByteBuffer decode(TargetRange range, InputStream blobs) throws IOException, PayloadRefusedException {
        return switch (range.operation()) {
            case Zero() -> zero(range);
            case Data data -> {
                readBlob(range, data, blobs);
                yield switch (data.codec()) {
                    case RAW -> checked(range, blob);
                    case ZSTD -> checked(range, decompressed(range, data));
                };
            }
        };
    }

    private ByteBuffer zero(TargetRange range) throws PayloadRefusedException {
        content.clear().limit(range.length());
        Arrays.fill(content.array(), 0, range.length(), (byte) 0);
        if (range.length() == content.capacity() && index.rangeHasDigest(range.number(), zeroDigest)) {
            return content;
        }
        return checked(range, content);
    }

    private void readBlob(TargetRange range, Data data, InputStream blobs) throws IOException, PayloadRefusedException {
        int read = blobs.readNBytes(blob.array(), 0, data.blobLength());
        if (read < data.blobLength()) {
            throw new PayloadRefusedException(
                    new Refusal.Truncated("the blob of range " + range.number(), data.blobLength(), read));
        }
        blob.clear().limit(read);
        hash(blob);
        if (!index.blobHasDigest(range.number(), digest)) {
            throw new PayloadRefusedException(new Refusal.BlobDigestMismatch(
                    range.number(), index.blobSha256(range.number()), Sha256.of(digest)));
        }
    }

    private ByteBuffer decompressed(TargetRange range, Data data) throws PayloadRefusedException {
        int length;
        try {
            length = zstd.decompress(blob.array(), 0, data.blobLength(), content.array(), 0, range.length());
        } catch (RuntimeException e) {
            // Whatever the decoder throws, an authentic blob that it cannot decode is what has to be told.
            throw new PayloadRefusedException(new Refusal.UndecodableBlob(range.number(), String.valueOf(e)));
        }
        if (length != range.length()) {
            throw new PayloadRefusedException(new Refusal.UndecodableBlob(
                    range.number(), "%d bytes instead of %d".formatted(length, range.length())));
        }
        return content.clear().limit(length);
    }

    private ByteBuffer checked(TargetRange range, ByteBuffer decoded) throws PayloadRefusedException {
        hash(decoded);
        if (!index.rangeHasDigest(range.number(), digest)) {
            throw new PayloadRefusedException(new Refusal.RangeDigestMismatch(
                    range.number(), index.rangeSha256(range.number()), Sha256.of(digest)));
        }
        return decoded;
    }

    private void hash(ByteBuffer buffer) {
        sha256.update(buffer.array(), 0, buffer.limit());
        try {
            sha256.digest(digest, 0, digest.length);
        } catch (DigestException e) {
            throw new IllegalStateException("a SHA-256 digest has 32 bytes", e);
        }
    }
}
