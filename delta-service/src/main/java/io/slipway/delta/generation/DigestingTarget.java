package io.slipway.delta.generation;

import java.nio.ByteBuffer;
import java.security.MessageDigest;

import io.slipway.payload.apply.WritableTarget;
import io.slipway.payload.index.PayloadRefusedException;
import io.slipway.payload.index.Refusal;
import io.slipway.payload.index.Sha256;

/** A target that keeps nothing but the digest of what was written to it, front to back. */
final class DigestingTarget implements WritableTarget {

    private final MessageDigest digest = Sha256.newDigest();
    private final long capacity;
    private long written;

    DigestingTarget(long capacity) {
        this.capacity = capacity;
    }

    /**
     * Compares the digest of everything written; ends the target.
     *
     * @throws PayloadRefusedException {@link Refusal.TargetDigestMismatch}
     */
    void requireSha256(Sha256 expected) throws PayloadRefusedException {
        Sha256 actual = Sha256.of(digest.digest());
        if (!actual.equals(expected)) {
            throw new PayloadRefusedException(new Refusal.TargetDigestMismatch(expected, actual));
        }
    }

    @Override
    public long capacity() {
        return capacity;
    }

    @Override
    public void write(long position, ByteBuffer buffer) {
        if (position != written) {
            throw new IllegalStateException("written at " + position + " instead of " + written);
        }
        written += buffer.remaining();
        digest.update(buffer);
    }

    @Override
    public void force() {
        // Nothing to be kept.
    }
}
