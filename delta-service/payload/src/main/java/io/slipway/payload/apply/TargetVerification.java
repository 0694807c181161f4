package io.slipway.payload.apply;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.function.LongConsumer;

import io.slipway.payload.index.PayloadRefusedException;
import io.slipway.payload.index.Refusal;
import io.slipway.payload.index.Sha256;

/** Reads a target back and compares it with the image that it should hold: the last step before a slot may be booted. */
public final class TargetVerification {

    private static final int BUFFER_LENGTH = 1 << 20;

    private final ReadableTarget target;

    /** A verification of {@code target}. */
    public TargetVerification(ReadableTarget target) {
        this.target = target;
    }

    /**
     * Reads the first {@code length} bytes and compares their digest; blocks.
     *
     * @param length bytes of the image, as offline-signed metadata gives them
     * @param expected digest of the image, likewise
     * @param progress told after every mebibyte how many bytes were read
     * @throws PayloadRefusedException {@link Refusal.TargetTooSmall} or {@link Refusal.TargetDigestMismatch}
     */
    public void verify(long length, Sha256 expected, LongConsumer progress)
            throws IOException, PayloadRefusedException {
        if (target.capacity() < length) {
            throw new PayloadRefusedException(new Refusal.TargetTooSmall(length, target.capacity()));
        }
        MessageDigest digest = Sha256.newDigest();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_LENGTH);
        long position = 0;
        while (position < length) {
            buffer.clear().limit((int) Math.min(BUFFER_LENGTH, length - position));
            target.read(position, buffer);
            digest.update(buffer.array(), 0, buffer.limit());
            position += buffer.limit();
            progress.accept(position);
        }
        Sha256 actual = Sha256.of(digest.digest());
        if (!actual.equals(expected)) {
            throw new PayloadRefusedException(new Refusal.TargetDigestMismatch(expected, actual));
        }
    }
}
