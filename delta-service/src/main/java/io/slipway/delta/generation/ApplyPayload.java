package io.slipway.delta.generation;

import java.io.IOException;
import java.util.Optional;
import java.util.function.LongConsumer;

import io.slipway.payload.apply.ApplyListener;
import io.slipway.payload.apply.DeltaSource;
import io.slipway.payload.apply.IndexReader;
import io.slipway.payload.apply.PayloadApplier;
import io.slipway.payload.apply.PayloadSource;
import io.slipway.payload.apply.Throttle;
import io.slipway.payload.apply.WritableTarget;
import io.slipway.payload.index.IndexReference;
import io.slipway.payload.index.PayloadIndex;
import io.slipway.payload.index.PayloadRefusedException;

/** Applies a payload from its beginning to its end, as a device would. */
final class ApplyPayload {

    private ApplyPayload() {}

    /**
     * Applies; blocks.
     *
     * @param progress told how many bytes of the image are done; may throw to stop the work
     * @throws PayloadRefusedException if the payload is not what its index says, or the index not what {@code reference} says
     * @throws IOException if payload or target fail
     */
    static void apply(PayloadSource payload, IndexReference reference, WritableTarget target, LongConsumer progress)
            throws IOException, PayloadRefusedException {
        apply(payload, reference, Optional.empty(), target, progress);
    }

    /** As {@link #apply(PayloadSource, IndexReference, WritableTarget, LongConsumer)}, for a delta. */
    static void apply(
            PayloadSource payload,
            IndexReference reference,
            DeltaSource from,
            WritableTarget target,
            LongConsumer progress)
            throws IOException, PayloadRefusedException {
        apply(payload, reference, Optional.of(from), target, progress);
    }

    private static void apply(
            PayloadSource payload,
            IndexReference reference,
            Optional<DeltaSource> from,
            WritableTarget target,
            LongConsumer progress)
            throws IOException, PayloadRefusedException {
        PayloadIndex index = IndexReader.read(payload, reference);
        new PayloadApplier(index, payload, from, target, PayloadApplier.DEFAULT_FORCE_EVERY, Throttle.NONE)
                .apply(0, new ApplyListener() {
                    @Override
                    public void written(long targetBytes, long payloadBytes) {
                        progress.accept(targetBytes);
                    }

                    @Override
                    public void durable(int ranges) {
                        // Nothing is kept of an attempt.
                    }
                });
    }
}
