package io.slipway.payload.apply;

import java.io.ByteArrayInputStream;
import java.io.IOException;

import io.slipway.payload.MadePayload;
import io.slipway.payload.index.IndexReference;
import io.slipway.payload.index.PayloadIndex;
import io.slipway.payload.index.PayloadRefusedException;

/** Short ways to apply payloads that are in memory. */
final class Applying {

    private Applying() {}

    static PayloadSource source(byte[] payload) {
        return offset -> {
            ByteArrayInputStream in = new ByteArrayInputStream(payload);
            in.skipNBytes(Math.min(offset, payload.length));
            return in;
        };
    }

    static PayloadIndex index(MadePayload payload) {
        try {
            return IndexReader.read(source(payload.bytes()), payload.facts().index());
        } catch (IOException | PayloadRefusedException e) {
            throw new AssertionError(e);
        }
    }

    /** What a device does: authenticate the index, apply, verify. */
    static void everything(byte[] payload, IndexReference reference, MemoryTarget target)
            throws IOException, PayloadRefusedException {
        PayloadIndex index = IndexReader.read(source(payload), reference);
        new PayloadApplier(index, source(payload), target, 1 << 14, Throttle.NONE).apply(0, Journal.endless());
        new TargetVerification(target).verify(index.targetLength(), index.targetSha256(), read -> {});
    }
}
