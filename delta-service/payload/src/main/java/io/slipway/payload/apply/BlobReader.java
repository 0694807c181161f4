package io.slipway.payload.apply;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestException;
import java.security.MessageDigest;

import io.slipway.payload.index.PayloadFormat;
import io.slipway.payload.index.PayloadIndex;
import io.slipway.payload.index.PayloadRefusedException;
import io.slipway.payload.index.Refusal;
import io.slipway.payload.index.Sha256;
import io.slipway.payload.index.TargetRange;

/** Reads the blobs of a payload in their order, and hands out none that is not the one that the index names. Not thread-safe. */
public final class BlobReader implements Closeable {

    private final PayloadIndex index;
    private final PayloadSource source;
    private final Throttle throttle;
    private final MessageDigest sha256 = Sha256.newDigest();
    private final byte[] digest = new byte[Sha256.LENGTH];
    private InputStream in = InputStream.nullInputStream();

    /** Grows to the longest blob that comes. */
    private byte[] blob = {};

    private long at;
    private long bytesRead;

    /** A reader of the payload that an index is of. */
    public BlobReader(PayloadIndex index, PayloadSource source, Throttle throttle) {
        this.index = index;
        this.source = source;
        this.throttle = throttle;
    }

    /** Bytes of blobs that were read, those read again included. */
    long bytesRead() {
        return bytesRead;
    }

    /**
     * Reads the blob of a range that has one.
     *
     * @return its bytes and perhaps others behind them, until the next call
     * @throws PayloadRefusedException if it is cut short, or not the one that the index names
     */
    public byte[] read(TargetRange range) throws IOException, PayloadRefusedException {
        if (blob.length < range.blobLength()) {
            blob = new byte[Math.min(2 * range.blobLength(), PayloadFormat.MAX_BLOB_LENGTH)];
        }
        if (range.blobOffset() != at) {
            in.close();
            in = source.open(range.blobOffset());
            at = range.blobOffset();
        }
        throttle.admit(range.blobLength());
        int read = in.readNBytes(blob, 0, range.blobLength());
        at += read;
        bytesRead += read;
        if (read < range.blobLength()) {
            throw new PayloadRefusedException(
                    new Refusal.Truncated("the blob of range " + range.number(), range.blobLength(), read));
        }
        if (!index.blobHasDigest(range.number(), hash(read))) {
            throw new PayloadRefusedException(new Refusal.BlobDigestMismatch(
                    range.number(), index.blobSha256(range.number()), Sha256.of(digest)));
        }
        return blob;
    }

    private byte[] hash(int length) {
        sha256.update(blob, 0, length);
        try {
            sha256.digest(digest, 0, digest.length);
        } catch (DigestException e) {
            throw new IllegalStateException("a SHA-256 digest has 32 bytes", e);
        }
        return digest;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
