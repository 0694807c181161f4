package io.slipway.payload.apply;

import java.io.Closeable;
import java.io.IOException;

import io.slipway.payload.index.PayloadRefusedException;
import io.slipway.payload.index.TargetRange;

/** Makes the bytes of ranges that have a blob, one after the other from the beginning of a group. Not thread-safe. */
sealed interface RangeDecoder extends Closeable permits FullDecoder, DeltaDecoder {

    /**
     * Makes a range: the one after the last, not counting those of zeros, or one that begins a group. Whether it came out right, its digest tells.
     *
     * @param target room for it
     */
    void decode(TargetRange range, byte[] target) throws IOException, PayloadRefusedException;
}
