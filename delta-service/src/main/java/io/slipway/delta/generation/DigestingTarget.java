package io.slipway.delta.generation;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;

import io.slipway.payload.apply.WritableTarget;
import io.slipway.payload.index.PayloadRefusedException;
import io.slipway.payload.index.Refusal;
import io.slipway.payload.index.Sha256;

/** A target that is written front to back, digested on the way, and passed on. */
final class DigestingTarget implements WritableTarget {

    private final MessageDigest digest = Sha256.newDigest();
    private final long capacity;
    private final OutputStream out;
    private long written;

    /** A target that passes on what is written to it. */
    DigestingTarget(long capacity, OutputStream out) {
        this.capacity = capacity;
        this.out = out;
    }

    /** A target that keeps nothing but the digest. */
    DigestingTarget(long capacity) {
        this(capacity, OutputStream.nullOutputStream());
    }

    /** Bytes written so far. */
    long written() {
        return written;
    }

    /** The digest of everything written; ends the target. */
    Sha256 sha256() {
        return Sha256.of(digest.digest());
    }

    /**
     * Compares the digest of everything written; ends the target.
     *
     * @throws PayloadRefusedException {@link Refusal.TargetDigestMismatch}
     */
    void requireSha256(Sha256 expected) throws PayloadRefusedException {
        Sha256 actual = sha256();
        if (!actual.equals(expected)) {
            throw new PayloadRefusedException(new Refusal.TargetDigestMismatch(expected, actual));
        }
    }

    /** Writes the first {@code length} bytes of {@code content} at the end. */
    void write(byte[] content, int length) throws IOException {
        written += length;
        digest.update(content, 0, length);
        out.write(content, 0, length);
    }

    @Override
    public long capacity() {
        return capacity;
    }

    @Override
    public void write(long position, ByteBuffer buffer) throws IOException {
        if (position != written) {
            throw new IllegalStateException("written at " + position + " instead of " + written);
        }
        byte[] content = new byte[buffer.remaining()];
        buffer.get(content);
        write(content, content.length);
    }

    @Override
    public void force() {
        // Nothing that has to survive a loss of power.
    }
}
