package io.slipway.payload.apply;

import java.io.IOException;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;

import io.slipway.payload.index.PayloadFormat;
import io.slipway.payload.index.PayloadIndex;
import io.slipway.payload.index.PayloadRefusedException;
import io.slipway.payload.index.Refusal;
import io.slipway.payload.index.Sha256;
import io.slipway.payload.index.TargetRange;

/** The bytes of one range at a time, compared with the digest that the index names. Not thread-safe. */
final class RangeContent {

    private final PayloadIndex index;
    private final MessageDigest sha256 = Sha256.newDigest();
    private final byte[] digest = new byte[Sha256.LENGTH];
    private final byte[] bytes;

    RangeContent(PayloadIndex index) {
        this.index = index;
        this.bytes = new byte[longestRange(index)];
    }

    private static int longestRange(PayloadIndex index) {
        int longest = 0;
        for (int number = 0; number < index.rangeCount() && longest < PayloadFormat.MAX_RANGE_LENGTH; number++) {
            longest = Math.max(longest, index.range(number).length());
        }
        return longest;
    }

    /** The bytes of the range that was made last, and more behind them. */
    byte[] bytes() {
        return bytes;
    }

    /** Makes a range. */
    void make(TargetRange range, RangeDecoder decoder) throws IOException, PayloadRefusedException {
        if (range.isZero()) {
            Arrays.fill(bytes, 0, range.length(), (byte) 0);
        } else {
            decoder.decode(range, bytes);
        }
    }

    /** Whether {@link #bytes} are those of the range. */
    boolean isRight(TargetRange range) {
        sha256.update(bytes, 0, range.length());
        try {
            sha256.digest(digest, 0, digest.length);
        } catch (DigestException e) {
            throw new IllegalStateException("a SHA-256 digest has 32 bytes", e);
        }
        return index.rangeHasDigest(range.number(), digest);
    }

    /** @throws PayloadRefusedException {@link Refusal.RangeDigestMismatch} if {@link #bytes} are not those of the range */
    void requireRight(TargetRange range) throws PayloadRefusedException {
        if (!isRight(range)) {
            throw new PayloadRefusedException(new Refusal.RangeDigestMismatch(
                    range.number(), index.rangeSha256(range.number()), Sha256.of(digest)));
        }
    }
}
