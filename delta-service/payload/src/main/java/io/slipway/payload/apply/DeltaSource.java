package io.slipway.payload.apply;

import java.util.Optional;
import java.util.function.UnaryOperator;

import io.slipway.payload.script.Scratch;

/**
 * What a delta payload is applied to.
 *
 * @param image the source image, for example the active slot; may have been modified since
 * @param written the target, read back: deltas copy from what they made before; read on another thread than it is written, but never what is being written
 * @param scratch where the content of compressed streams is kept meanwhile
 * @param full from where ranges are taken that do not come out right; without it, such a range is a refusal
 */
public record DeltaSource(ReadableTarget image, ReadableTarget written, Scratch scratch, Optional<FullPayload> full) {

    DeltaSource withWritten(UnaryOperator<ReadableTarget> access) {
        return new DeltaSource(image, access.apply(written), scratch, full);
    }
}
